using Monster.Cartridge;
using Monster.Compiler.Ir;
using Monster.Compiler.Metadata;
using Monster.Compiler.Program;
using Monster.Wasm;
using Function = Monster.Compiler.Ir.Function;

namespace Monster.Compiler;

/// <summary>The four functions of ABI 1, which call the game's methods on the one game object.</summary>
internal sealed class GameEntries
{
    private readonly WholeProgram _program;
    private readonly TypeDesc _game;

    public GameEntries(WholeProgram program, TypeDesc game)
    {
        _program = program;
        _game = game;
        var constructor = Method(".ctor", 0);
        var start = Method("Start", 4);
        var update = Method("Update", 1);
        var render = Method("Render", 2);
        var score = Method("get_Score", 0);
        program.Reach.Instantiate(game);
        program.Reach.Scan([constructor, start, update, render, score]);
        program.Constants.SetTexts(program.Reach.Texts);
        CheckSize();
        IsConstructed = new Construction(program, game).Run(constructor);
        program.Game = IsConstructed ? game : null;
        Exports = [("init", Init(constructor, start)), ("update", Call("update", update, 1)), ("draw", Draw(render)), ("score", Call("score", score, 0))];
    }

    public IReadOnlyList<(string Name, Function Function)> Exports { get; }

    /// <summary>True when the module's data has the game object as its constructor leaves it; otherwise <c>init</c> runs that first.</summary>
    public bool IsConstructed { get; }

    private static Const Self => new Const(MemoryLayout.GameObject);

    private int AfterGameObject => MemoryLayout.GameObject + ((_game.Shape.Size + 3) & -4);

    private void CheckSize()
    {
        if (AfterGameObject > _program.Layout.StateEnd)
        {
            throw new UnsupportedException(Codes.Size, $"the game object of {_game.Shape.Size:N0} bytes is larger than its state",
                "raise StateBytes in [Manifest]");
        }
    }

    private Function Init(MethodDesc constructor, MethodDesc start)
    {
        var block = new Block { End = new Return(null) };
        if (!IsConstructed)
        {
            block.Statements.Add(Make.Store(Opcode.I32Store, Make.Zero, MemoryLayout.StateStart, new Const(AfterGameObject)));
            block.Statements.Add(new Do(CallOf(constructor, [Self])));
        }

        block.Statements.Add(new Do(CallOf(start, [Self, new Get(0), new Get(1), new Get(2), new Get(3)])));
        return Entry("init", 4, block);
    }

    private Function Draw(MethodDesc render)
    {
        var block = new Block { End = new Return(null) };
        Expr[] spans = [new Const(MemoryLayout.Cells), new Const(Abi.CellCount), new Const(MemoryLayout.Voices), new Const(Abi.VoiceCount)];
        block.Statements.Add(new Do(CallOf(render, [Self, .. spans])));
        return Entry("draw", 0, block);
    }

    /// <summary>A function that calls a method with its own parameters and returns its result.</summary>
    private Function Call(string name, MethodDesc method, int parameters)
    {
        var call = CallOf(method, [Self, .. Enumerable.Range(0, parameters).Select(p => new Get(p))]);
        var block = new Block { End = new Return(new Get(parameters)) };
        block.Statements.Add(new Set(parameters, call));
        var function = Entry(name, parameters, block, hasResult: true);
        function.NewLocal();
        return function;
    }

    private Call CallOf(MethodDesc method, Expr[] arguments) => new(_program.Function(method, 0, false), arguments, default);

    private Function Entry(string name, int parameters, Block block, bool hasResult = false)
    {
        var function = new Function(name, parameters, hasResult);
        function.Blocks.Add(block);
        _program.AddEntry(function);
        return function;
    }

    /// <summary>The method the game class runs for a name.</summary>
    private MethodDesc Method(string name, int parameters)
    {
        for (var type = _game; type is not null; type = TypeSystem.BaseOf(type))
        {
            var method = _program.Types.MethodsOf(type)
                .FirstOrDefault(m => m.Name == name && m.Parameters.Length == parameters && !m.IsAbstract && !m.IsStatic);
            if (method is not null)
                return method;
        }

        throw new UnsupportedException(Codes.Game, $"{_game.Name} without {name}", "derive from Game and write its abstract members");
    }
}
