using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Monster.Trace.Plugin;
using Monster.Trace.Tables;

namespace Monster.Trace.Collect;

/// <summary>Reads the log of a process's shared file and fills the tables from it. See <see cref="LogKind"/>.</summary>
internal sealed class LogReader(TracedProcess process, StreamMap map, TraceTables tables)
{
    private const int HeaderLength = 32;
    private const int TextAt = 64;
    private const int MapTextAt = 32;
    private const int BlockTextAt = 24;

    private readonly Dictionary<uint, (SyscallRow Row, ulong Start)> _open = [];

    /// <summary>Reads all there is.</summary>
    public void Drain()
    {
        ulong tail = map.U64(StreamLayout.LogTailAt), head = map.U64(StreamLayout.LogHeadAt);
        if (tail == head)
            return;
        while (tail < head)
        {
            var start = map.Log(tail, 8);
            uint length = U32(start, 0);
            if (length < 8 || length > head - tail)
                throw new TraceException("The plugin's log is damaged.");
            if ((LogKind)U32(start, 4) != LogKind.Pad)
            {
                var record = map.Log(tail, (int)length);
                var header = MemoryMarshal.Read<LogRecord>(record);
                tables.Zero ??= header.Time;
                Take(header, record[HeaderLength..]);
            }

            tail += length;
        }

        map.SetU64(StreamLayout.LogTailAt, tail);
        map.SignalFree();
    }

    /// <summary>Ends: system calls that did not return.</summary>
    public void End()
    {
        foreach (var (row, _) in _open.Values)
            tables.Syscalls.Add(row);
        _open.Clear();
    }

    private void Take(in LogRecord header, ReadOnlySpan<byte> payload)
    {
        switch (header.Kind)
        {
            case LogKind.Block:
                TakeBlock(payload);
                break;
            case LogKind.Map:
                string path = Encoding.UTF8.GetString(payload.Slice(MapTextAt, (int)U32(payload, 28)));
                process.AddMapping(new MappingRow { Process = process.Index, Module = tables.Modules.Number(path), Address = U64(payload, 0), Length = U64(payload, 8), Offset = U64(payload, 16), Protection = U32(payload, 24) });
                break;
            case LogKind.Unmap:
                process.RemoveMapping(U64(payload, 0), U64(payload, 8));
                break;
            case LogKind.Syscall:
                BeginSyscall(header, payload);
                break;
            case LogKind.SyscallReturn:
                EndSyscall(header, payload);
                break;
            case LogKind.CpuStart:
                process.BeginCpu(header.Cpu, (uint)U64(payload, 0));
                AddEvent(header, "thread-start", U64(payload, 0));
                break;
            case LogKind.CpuEnd:
                AddEvent(header, "thread-end", U64(payload, 0));
                break;
            case LogKind.Fork:
                process.Fork((uint)U64(payload, 0));
                AddEvent(header, "fork", U64(payload, 0));
                break;
            case LogKind.Flush:
                AddEvent(header, "flush", 0);
                break;
            case LogKind.Exit:
                process.SeenExit = true;
                AddEvent(header, "exit", U64(payload, 8));
                break;
            case LogKind.Gate:
                AddEvent(header, U64(payload, 0) != 0 ? "on" : "off", U64(payload, 8));
                break;
            default:
                throw new TraceException($"The plugin's log has a record of unknown kind {(uint)header.Kind}.");
        }
    }

    private void TakeBlock(ReadOnlySpan<byte> payload)
    {
        uint id = U32(payload, 0);
        int count = (int)U32(payload, 4), size = (int)U32(payload, 16);
        ulong pc = U64(payload, 8);
        var code = payload.Slice(BlockTextAt, size);
        var lengths = payload.Slice(BlockTextAt + size, count);
        if (BlockEnd.IsCut(process.Target, pc, code, lengths))
        {
            code = code[..^lengths[^1]];
            lengths = lengths[..^1];
        }

        process.Blocks.Set(id, tables.Blocks.Number(pc, code, lengths, process.ModuleAt(pc)), lengths.Length);
    }

    private void BeginSyscall(in LogRecord header, ReadOnlySpan<byte> payload)
    {
        int number = (int)U64(payload, 0), length = (int)(uint)U64(payload, 56);
        string name = tables.Names![number];
        uint thread = process.Thread(header.Cpu, header.Thread);
        string? text = length > 0 ? Encoding.UTF8.GetString(payload.Slice(TextAt, length)) : null;
        var row = new SyscallRow
        {
            Process = process.Index,
            Thread = thread,
            Position = header.Position,
            Number = number,
            Name = name,
            Argument0 = U64(payload, 8),
            Argument1 = U64(payload, 16),
            Argument2 = U64(payload, 24),
            Argument3 = U64(payload, 32),
            Argument4 = U64(payload, 40),
            Argument5 = U64(payload, 48),
            Text = text,
            Start = Since(header),
        };
        tables.SyscallCount++;
        process.LastCallIsExecute = name is "execve" or "execveat";
        if (process.LastCallIsExecute)
            AddEvent(header, "exec", 0, text);
        if (_open.Remove(header.Cpu, out var old))
            tables.Syscalls.Add(old.Row);
        _open[header.Cpu] = (row, header.Time);
    }

    private void EndSyscall(in LogRecord header, ReadOnlySpan<byte> payload)
    {
        process.LastCallIsExecute = false;
        if (!_open.Remove(header.Cpu, out var call))
            return; // it began before the fork that made this process
        tables.Syscalls.Add(call.Row with { Result = (long)U64(payload, 8), Duration = header.Time - call.Start });
    }

    private void AddEvent(in LogRecord header, string kind, ulong value, string? text = null)
    {
        bool isThread = header.Cpu != uint.MaxValue;
        tables.Events.Add(new EventRow
        {
            Process = process.Index,
            Thread = isThread ? process.Thread(header.Cpu, kind == "thread-start" ? null : header.Thread) : null,
            Position = header.Position,
            Kind = kind,
            Value = value,
            Text = text,
            Start = Since(header),
        });
    }

    private ulong Since(in LogRecord header) => header.Time - Math.Min(tables.Zero!.Value, header.Time);

    private static uint U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private static ulong U64(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]);
}
