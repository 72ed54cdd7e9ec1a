namespace Monster.Bbs.Sessions;

/// <summary>What is done with a caller, from the first byte until the line is put down. When it returns, the caller is sent away.</summary>
/// <param name="caller">Who called.</param>
/// <param name="stop">Cancelled when the caller is to go: hung up, or the board closes.</param>
public delegate Task SessionHandler(Caller caller, CancellationToken stop);
