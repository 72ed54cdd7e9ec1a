using System.Buffers.Binary;
using Monster.Compiler.Metadata;

namespace Monster.Compiler.Program;

/// <summary>
/// The game object as its constructor leaves it. A constructor has no input, so the compiler runs it: what it made is initial data of the module, and what
/// cannot change after it is known in the code: where the arrays and objects of <c>readonly</c> fields lie, the arrays' lengths, the objects' classes.
/// (It is what a Smalltalk image is, and what GraalVM's native-image does: C. Wimmer et al., "Initialize Once, Start Fast", OOPSLA 2019.)
/// </summary>
internal sealed class Construction(WholeProgram program, TypeDesc game)
{
    /// <summary>Steps of the compiler's interpreter; a constructor that takes more runs at the beginning of the play instead.</summary>
    private const int MaxSteps = 2_000_000;

    /// <summary>Runs the constructor; false when the play has to do it.</summary>
    public bool Run(MethodDesc constructor)
    {
        if (program.Reach.IsMade(game))
            return false; // then there are several, and the constructor is only one of what makes them
        var function = program.Function(constructor, 0, isStatic: false);
        program.ImportPending(isStatic: false);
        if (program.Errors.Count > 0)
            return false;
        var memory = program.Constants.Memory;
        var state = memory.AsSpan(MemoryLayout.StateStart, program.Layout.StateEnd - MemoryLayout.StateStart);
        BinaryPrimitives.WriteInt32LittleEndian(state, MemoryLayout.GameObject + ((game.Shape.Size + 3) & -4));
        try
        {
            new Interpreter(memory, MaxSteps).Run(function, MemoryLayout.GameObject);
        }
        catch (InterpreterException)
        {
            state.Clear();
            return false;
        }

        new Freezer(program).Freeze(game, MemoryLayout.GameObject);
        return true;
    }
}
