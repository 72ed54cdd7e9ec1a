using Monster.Terminal;
using Xunit.Runner.InProc.SystemConsole;

namespace Monster.Tty.Tests;

/// <summary>
/// The test runner; or, started with <c>--terminal</c>, the program whose terminal the tests watch. It prints what happens to it
/// and leaves a file behind when its view was closed.
/// </summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        if (args is ["--terminal", string saved])
            return await ShowAsync(saved);
        return await ConsoleRunner.Run(args);
    }

    private static async Task<int> ShowAsync(string saved)
    {
        try
        {
            using var terminal = LocalTerminal.Open(TimeProvider.System);
            await terminal.ShowAsync(new WatchedView(saved));
            return terminal.ExitCode;
        }
        catch (TtyException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 2;
        }
    }

    private sealed class WatchedView(string saved) : View
    {
        private string _keys = "";
        private string _size = "";
        private int _interruptions;

        public override void Draw(CellBuffer screen)
        {
            _size = $"{screen.Width}x{screen.Height}";
            screen.Text(0, 0, $"size {_size} interruptions {_interruptions}");
            screen.Box(0, 1, screen.Width, screen.Height - 1);
            screen.Text(2, 2, $"keys {_keys} ");
        }

        public override void Press(KeyPress key, TimeSpan now)
        {
            if (key.Is('q'))
                Views.Close();
            else if (key.Is('x'))
                throw new InvalidOperationException("crashed as asked");
            else if (key.Is('s'))
                Thread.Sleep(Timeout.Infinite);
            else if (key.Is('t'))
                new Thread(() => throw new InvalidOperationException("crashed elsewhere")).Start();
            else
                _keys += key.Code == KeyCode.Character ? key.Rune.ToString() : $"<{key.Code}>";
        }

        public override void Interrupted(TimeSpan now) => _interruptions++;

        protected override void Closed() => File.WriteAllText(saved, _keys);
    }
}
