using System.CommandLine;

namespace Monster.Cli;

/// <summary><c>monster systemd</c>: a unit that runs the board as a service.</summary>
public static class SystemdCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("systemd", "Print a systemd unit that runs the board from here. Save it as /etc/systemd/system/monster.service.");
        command.SetAction(result => result.InvocationConfiguration.Output.Write(Unit(Environment.ProcessPath ?? "dotnet", AppContext.BaseDirectory)));
        return command;
    }

    /// <summary>The unit's text.</summary>
    /// <param name="program">The program that runs: dotnet, or monster itself.</param>
    /// <param name="folder">Where this program's files are.</param>
    internal static string Unit(string program, string folder)
    {
        string start = Path.GetFileNameWithoutExtension(program) == "dotnet" ? $"{program} {Path.Combine(folder, "monster.dll")}" : program;
        return $"""
            [Unit]
            Description=Monster Arcade, a bulletin board with an arcade
            Wants=network-online.target
            After=network-online.target

            [Service]
            ExecStart={start} up --data ${"{STATE_DIRECTORY}"}
            Environment=XDG_CACHE_HOME=%C/monster DOTNET_CLI_TELEMETRY_OPTOUT=1
            Restart=on-failure
            TimeoutStopSec=60
            DynamicUser=yes
            # Where sshd's processes reach the board: 'monster ssh'.
            RuntimeDirectory=monster
            Environment=MONSTER_CALLS=%t/monster/calls.sock
            StateDirectory=monster
            StateDirectoryMode=0700
            CacheDirectory=monster
            LimitNOFILE=65536
            # To answer telnet on port 23:
            #AmbientCapabilities=CAP_NET_BIND_SERVICE
            NoNewPrivileges=yes
            ProtectSystem=strict
            ProtectHome=read-only
            PrivateTmp=yes
            PrivateDevices=yes
            ProtectKernelTunables=yes
            ProtectControlGroups=yes
            RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
            RestrictSUIDSGID=yes

            [Install]
            WantedBy=multi-user.target

            """;
    }
}
