using System.IO.Pipelines;
using System.Net;
using System.Text;
using Monster.Bbs.Screens;
using Monster.Bbs.Sessions;
using Monster.Terminal;

namespace Monster.Bbs.Tests.Screens;

/// <summary>A whole board in memory but for its data directory, which callers reach by a pair of pipes.</summary>
internal sealed class Board : IAsyncDisposable
{
    private readonly TestFolder _folder = new();
    private readonly BoardHost _host;

    public Board()
    {
        _host = BoardHost.Open(_folder.Path);
        Services = new BbsServices(_host, new Nodes(50, TimeProvider.System), TimeProvider.System);
    }

    public BbsServices Services { get; }

    public string Folder => _folder.Path;

    /// <summary>Somebody calls, in line mode: what is said can be read like a conversation.</summary>
    public Talk Call(string address = "192.0.2.1") => new(this, new CallerOrigin("telnet", IPAddress.Parse(address)));

    /// <summary>Somebody of whom the transport knows something.</summary>
    public Talk Call(CallerOrigin origin) => new(this, origin);

    public async ValueTask DisposeAsync()
    {
        Services.Dispose();
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>A caller in line mode.</summary>
    public sealed class Talk : IDisposable
    {
        private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

        private readonly Pipe _toBoard = new();
        private readonly Pipe _toTerminal = new(new PipeOptions(pauseWriterThreshold: 1 << 20, resumeWriterThreshold: 1 << 19));
        private readonly StringBuilder _heard = new();
        private readonly TerminalSession _session;
        private readonly Task _run;

        public Talk(Board board, CallerOrigin origin)
        {
            _session = new TerminalSession(new Ends(_toBoard.Reader, _toTerminal.Writer), new TerminalFacts(80, 24) { Encoding = TerminalEncoding.Utf8, IsLineMode = true }, TimeProvider.System);
            Caller = new Caller(_session, origin);
            board.Services.Nodes.TryEnter(Caller);
            var input = _session.RunAsync();
            _run = Task.Run(async () =>
            {
                await ScreenSession.Create(board.Services.First)(Caller, CancellationToken.None);
                board.Services.Nodes.Leave(Caller);
                _session.HangUp();
                await input;
            });
        }

        public Caller Caller { get; }

        /// <summary>Everything said since the last line was typed.</summary>
        public string Heard => _heard.ToString();

        /// <summary>Types lines, each once what stands before it was heard: wanted, typed, wanted, typed, wanted.</summary>
        public async Task<Talk> SayAsync(params string[] turns)
        {
            for (int i = 0; i < turns.Length; i += 2)
            {
                await HearAsync(turns[i]);
                if (i + 1 < turns.Length)
                {
                    _heard.Clear();
                    await _toBoard.Writer.WriteAsync(Encoding.UTF8.GetBytes(turns[i + 1] + "\r"));
                }
            }

            return this;
        }

        public async Task HearAsync(string wanted)
        {
            using var limit = new CancellationTokenSource(Deadline);
            while (!Heard.Contains(wanted, StringComparison.Ordinal))
            {
                ReadResult read;
                try
                {
                    read = await _toTerminal.Reader.ReadAsync(limit.Token);
                }
                catch (OperationCanceledException)
                {
                    throw new TimeoutException($"'{wanted}' was never heard. Heard: {Heard}");
                }

                foreach (var segment in read.Buffer)
                    _heard.Append(Encoding.UTF8.GetString(segment.Span));
                _toTerminal.Reader.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted && !Heard.Contains(wanted, StringComparison.Ordinal))
                    throw new InvalidOperationException($"The line ended before '{wanted}'. Heard: {Heard}");
            }
        }

        /// <summary>The board has put the line down.</summary>
        public Task EndAsync() => _run.WaitAsync(Deadline);

        public async Task HangUpAsync()
        {
            _toBoard.Writer.Complete();
            await _run;
        }

        /// <summary>Registers and goes to the main menu.</summary>
        public Task<Talk> RegisterAsync(string name, string password = "four small words", string? code = null) => SayAsync(
            [
                "New here", "n", "Name", name, "Password", password, "Password again", password,
                .. code is null ? Array.Empty<string>() : new[] { "Sysop code", code },
                $"Hello, {name}", "", "Main menu",
            ]);

        public void Dispose() => _session.Dispose();

        private sealed record Ends(PipeReader Input, PipeWriter Output) : IDuplexPipe;
    }
}
