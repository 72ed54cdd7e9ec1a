namespace Monster.Terminal.Telnet;

/// <summary>
/// One option on one side of the line, by the Q method of RFC 1143 (all six states): every request is answered at most once, an
/// acknowledgement never, so two ends cannot talk each other into a loop. The mirror image for the other side has the same states, so
/// that one machine serves both: "enable" stands for WILL from the peer (or DO for our own side), "disable" for WONT (or DONT).
/// A peer that does not keep to it, or a middle man that adds a message, could still send a DO and a DONT round and round: after
/// <see cref="MaxTurns"/> changes of mind an option stays as it is and nothing more is said about it.
/// </summary>
internal struct OptionState
{
    /// <summary>Requests of a peer about one option that are acted on.</summary>
    private const int MaxTurns = 40;

    private State _state;
    private byte _turns;

    private enum State : byte
    {
        No,
        Yes,
        WantNo,
        WantNoOpposite,
        WantYes,
        WantYesOpposite,
    }

    /// <summary>Whether both ends agreed to use it.</summary>
    public readonly bool IsOn => _state == State.Yes;

    /// <summary>We want it.</summary>
    /// <returns>Whether to ask for it now.</returns>
    public bool Ask()
    {
        switch (_state)
        {
            case State.No:
                _state = State.WantYes;
                return true;
            case State.WantNo:
                _state = State.WantNoOpposite;
                return false;
            case State.WantYesOpposite:
                _state = State.WantYes;
                return false;
            default:
                return false;
        }
    }

    /// <summary>The peer enables it.</summary>
    /// <param name="agree">Whether we would accept it unasked.</param>
    /// <returns>What to answer: true to enable, false to disable, null for nothing.</returns>
    public bool? Enabled(bool agree)
    {
        switch (_state)
        {
            case State.No when !agree:
                return false; // refused each time: nobody answers a refusal, so this cannot go round
            case State.No when !Turn():
                return null;
            case State.No:
                _state = State.Yes;
                return true;
            case State.WantNo: // an error of the peer: DONT answered by WILL
                _state = State.No;
                return null;
            case State.WantNoOpposite:
            case State.WantYes:
                _state = State.Yes;
                return null;
            case State.WantYesOpposite:
                _state = State.WantNo;
                return false;
            default:
                return null;
        }
    }

    /// <summary>The peer disables it, or refuses.</summary>
    /// <returns>What to answer: true to enable, false to disable, null for nothing.</returns>
    public bool? Disabled()
    {
        switch (_state)
        {
            case State.Yes when !Turn():
                return null;
            case State.Yes:
                _state = State.No;
                return false;
            case State.WantNoOpposite:
                _state = State.WantYes;
                return true;
            default:
                _state = State.No;
                return null;
        }
    }

    /// <summary>We do not want it any more.</summary>
    /// <returns>Whether to say so now.</returns>
    public bool Refuse()
    {
        switch (_state)
        {
            case State.Yes:
                _state = State.WantNo;
                return true;
            case State.WantNoOpposite:
                _state = State.WantNo;
                return false;
            case State.WantYes:
                _state = State.WantYesOpposite;
                return false;
            default:
                return false;
        }
    }

    /// <returns>False when there were too many.</returns>
    private bool Turn()
    {
        if (_turns >= MaxTurns)
            return false;
        _turns++;
        return true;
    }
}
