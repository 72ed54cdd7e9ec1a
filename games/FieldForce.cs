using Monster.Cartridge;

namespace Monster.Games;

/// <summary>
/// Bricks, a ball and a paddle among magnets that bend the ball's path. One key turns every magnet from pull to push, so the ball
/// can still be steered after it has left the paddle. Positions are fixed-point: 1/256 of a pixel, a pixel being half a cell high.
/// </summary>
[Manifest(
    Title = "Field Force",
    Shard = 36,
    Author = "Monster Arcade",
    Pitch = "Bricks and a ball whose path you bend: flip the magnets in mid-flight.",
    Help = "Left and Right move the paddle: tap for a step, hold to run.\n" +
        "Down stops it. Up or Space serves the ball.\n" +
        "In flight, Space flips all magnets: (+) pulls the ball, (-) pushes.\n" +
        "Three flips a flight; touching the paddle gives them back.\n" +
        "\n" +
        "A ball that skims a magnet is charged: it tears through bricks.\n" +
        "Every brick of one flight is worth more than the one before.\n" +
        "Catch what falls: W wide, M more balls, S slow, L life.\n" +
        "* bursts its neighbours, the shaded ones take two hits, X stays.",
    TicksPerSecond = 30,
    StateBytes = 6 * 1024)]
public sealed class FieldForce : Game
{
    internal const int Unit = 256;
    internal const int PaddleY = 42; // pixels from the top of the screen
    internal const int Left = 1;
    internal const int Right = 79; // one past the last pixel inside

    private const int Top = 4;
    private const int Pit = 46;
    private const int Columns = 13;
    private const int Rows = 9;
    private const int BrickWidth = 6;
    private const int BrickY = 3; // screen row of the first bricks
    private const int MaxBalls = 3;
    private const int MaxGifts = 3;
    private const int MaxFlips = 3;
    private const int TrailLength = 6;
    private const int LevelCount = 10;
    private const int FieldPower = 220;
    private const int FieldReach = 18; // pixels
    private const int FirstLife = 5_000;

    private readonly byte[] _bricks = new byte[Columns * Rows];
    private readonly Ball[] _balls = new Ball[MaxBalls];
    private readonly Gift[] _gifts = new Gift[MaxGifts];
    private readonly Magnet[] _magnets = new Magnet[3];
    private readonly byte[] _trail = new byte[MaxBalls * TrailLength * 2];
    private readonly Sparks _sparks = new(56);
    private int _magnetCount;
    private int _level;
    private int _lives;
    private int _score;
    private int _nextLife;
    private int _left; // bricks that can be broken
    private int _speed; // 1/256 pixel a tick
    private int _paddle; // its middle, in units
    private int _direction;
    private int _runTicks;
    private int _stepTicks;
    private int _sinceKey;
    private int _wideTicks;
    private int _polarity = 1;
    private int _flips;
    private int _flipTicks;
    private int _combo;
    private int _idle; // ticks since a ball touched paddle or brick
    private int _lastFew; // ticks with hardly a brick left
    private int _tick;
    private int _pause;
    private int _trailAt;
    private int _sound;
    private int _soundTicks;
    private bool _served;

    /// <summary>Ten levels of nine rows of thirteen: 1 brick, 2 two hits, X steel, B bomb, G gift.</summary>
    private static ReadOnlySpan<byte> Levels =>
        "............."u8 +
        "..111111111.."u8 +
        ".11111111111."u8 +
        ".1G1111111G1."u8 +
        ".11111111111."u8 +
        "..111111111.."u8 +
        "............."u8 +
        "............."u8 +
        "............."u8 +

        "111.......111"u8 +
        "11111...11111"u8 +
        "1111111111111"u8 +
        "..1G11111G1.."u8 +
        "....11B11...."u8 +
        ".....111....."u8 +
        "............."u8 +
        "............."u8 +
        "............."u8 +

        "1.1.1.1.1.1.1"u8 +
        "1.1.1.1.1.1.1"u8 +
        "1.1.1.1.1.1.1"u8 +
        "2.G.2.1.2.G.2"u8 +
        "1.1.1.1.1.1.1"u8 +
        "1.1.1.1.1.1.1"u8 +
        "1.1.1.B.1.1.1"u8 +
        "............."u8 +
        "............."u8 +

        ".....222....."u8 +
        "...2211122..."u8 +
        "..211...112.."u8 +
        ".21..G.G..12."u8 +
        ".21.......12."u8 +
        "..211...112.."u8 +
        "...2211122..."u8 +
        ".....222....."u8 +
        "............."u8 +

        "1111111111111"u8 +
        "1B1111111111B"u8 +
        "X11XX111XX11X"u8 +
        "............."u8 +
        "11G1111111G11"u8 +
        "1111111111111"u8 +
        "X11XX111XX11X"u8 +
        "............."u8 +
        "............."u8 +

        "2...........2"u8 +
        "12...1.1...21"u8 +
        "1112.111.2111"u8 +
        "11G111B111G11"u8 +
        "1112.111.2111"u8 +
        "12...1.1...21"u8 +
        "2...........2"u8 +
        "............."u8 +
        "............."u8 +

        ".222222222222"u8 +
        ".2..........2"u8 +
        ".2.111111.1.2"u8 +
        ".2.1GBBG1.1.2"u8 +
        ".2.111111.1.2"u8 +
        ".2........1.2"u8 +
        ".2222222222.2"u8 +
        "............2"u8 +
        "2222222222222"u8 +

        "X11111X11111X"u8 +
        ".11111.11111."u8 +
        ".11B11.11B11."u8 +
        ".1G111.111G1."u8 +
        ".22222.22222."u8 +
        "......X......"u8 +
        ".11111.11111."u8 +
        ".11111.11111."u8 +
        "X11111X11111X"u8 +

        ".....2.2....."u8 +
        "....22.22...."u8 +
        "...222.222..."u8 +
        "..2222X2222.."u8 +
        ".2G222X222G2."u8 +
        "..2222X2222.."u8 +
        "...2B2.2B2..."u8 +
        "....22.22...."u8 +
        ".....2.2....."u8 +

        "2222222222222"u8 +
        "2X1B1X1X1B1X2"u8 +
        "2111111111112"u8 +
        "2X1G1X1X1G1X2"u8 +
        "2111111111112"u8 +
        "2X1B1X1X1B1X2"u8 +
        "2222222222222"u8 +
        "............."u8 +
        "............."u8;

    /// <summary>The middles of up to three magnets a level, in pixels.</summary>
    private static ReadOnlySpan<byte> MagnetPlaces =>
    [
        39, 28, 0, 0, 0, 0,
        20, 28, 59, 28, 0, 0,
        39, 24, 0, 0, 0, 0,
        39, 14, 0, 0, 0, 0,
        14, 30, 65, 30, 0, 0,
        39, 29, 10, 24, 69, 24,
        50, 14, 20, 30, 0, 0,
        39, 14, 16, 30, 62, 30,
        12, 16, 67, 16, 39, 31,
        39, 26, 14, 30, 64, 30,
    ];

    private static ReadOnlySpan<byte> RowInks => [13, 12, 14, 10, 2, 6, 4, 5, 12];

    public override int Score => _score;

    internal int PaddleX => _paddle / Unit;

    internal int HalfPaddle => (_level < 5 ? 6 : _level < 9 ? 5 : 4) + (_wideTicks > 0 ? 3 : 0);

    internal bool IsServed => _served;

    internal int Level => _level;

    internal int BricksLeft => _left;

    internal bool HasBall(int ball) => _balls[ball].Live;

    internal int BallX(int ball) => _balls[ball].X / Unit;

    internal int BallY(int ball) => _balls[ball].Y / Unit;

    internal int BallSpeedX(int ball) => _balls[ball].SpeedX;

    internal int BallSpeedY(int ball) => _balls[ball].SpeedY;

    protected override void Init()
    {
        _lives = 3;
        _nextLife = FirstLife;
        _paddle = 40 * Unit;
        NextLevel();
    }

    public override Status Update(int key)
    {
        _tick++;
        _sparks.Step();
        _soundTicks -= _soundTicks > 0 ? 1 : 0;
        _flipTicks -= _flipTicks > 0 ? 1 : 0;
        _wideTicks -= _wideTicks > 0 ? 1 : 0;
        if (_pause > 0)
        {
            if (--_pause == 0)
            {
                if (_lives == 0)
                    return Status.Over;
                if (_left == 0)
                    NextLevel();
            }

            return Status.Playing;
        }

        Steer(Key.Lower(Key.Code(key)));
        MovePaddle();
        _idle++;
        for (int i = 0; i < MaxBalls; i++)
        {
            if (_balls[i].Live)
                MoveBall(ref _balls[i]);
        }

        Remember();
        MoveGifts();
        CheckLevel();
        return Status.Playing;
    }

    private void NextLevel()
    {
        int level = _level % LevelCount;
        _level++;
        _left = 0;
        _lastFew = 0;
        for (int i = 0; i < Columns * Rows; i++)
        {
            byte kind = Levels[(level * Columns * Rows) + i];
            _bricks[i] = kind == (byte)'.' ? (byte)0 : kind;
            _left += kind is (byte)'.' or (byte)'X' ? 0 : 1;
        }

        _magnetCount = 0;
        for (int i = 0; i < 3; i++)
        {
            int x = MagnetPlaces[(level * 6) + (i * 2)];
            if (x == 0)
                continue;
            ref Magnet magnet = ref _magnets[_magnetCount++];
            magnet.X = x;
            magnet.Y = MagnetPlaces[(level * 6) + (i * 2) + 1];
        }

        Serve();
    }

    private void Serve()
    {
        for (int i = 0; i < MaxGifts; i++)
            _gifts[i].Kind = Catch.Nothing;
        for (int i = 0; i < MaxBalls; i++)
            _balls[i].Live = i == 0;
        int speed = 250 + (_level * 16);
        _speed = speed < 430 ? speed : 430;
        _served = false;
        _balls[0].Charge = 0;
        _wideTicks = 0;
        Carry();
        Touch();
    }

    /// <summary>A ball has touched the paddle: a new flight begins.</summary>
    private void Touch()
    {
        _combo = 0;
        _idle = 0;
        _flips = MaxFlips;
    }

    private void Steer(int code)
    {
        _sinceKey += _sinceKey < 1_000 ? 1 : 0;
        int direction = code is Key.Left or 'a' ? -1 : code is Key.Right or 'd' ? 1 : 0;
        if (direction != 0)
        {
            // Terminals tell nothing of a key's release: a second key soon after the first means that it is held.
            bool held = direction == _direction && _sinceKey <= 16;
            _runTicks = held ? 4 : 0;
            _stepTicks = 14;
            if (!held)
                _paddle += direction * 2 * Unit;
            _direction = direction;
            _sinceKey = 0;
        }
        else if (code is Key.Down or 's')
        {
            _runTicks = _stepTicks = 0;
            _direction = 0;
        }
        else if (code is Key.Space or Key.Up or Key.Enter or 'w')
        {
            if (!_served)
                Launch();
            else if (code == Key.Space)
                Flip();
        }
    }

    private void Launch()
    {
        _served = true;
        ref Ball ball = ref _balls[0];
        ball.SpeedX = Random.Between(-90, 90);
        ball.SpeedY = -_speed;
        Keep(ref ball);
        Sound(440, 3);
    }

    private void Flip()
    {
        if (_flips == 0)
        {
            Sound(90, 3);
            return;
        }

        _flips--;
        _polarity = -_polarity;
        _flipTicks = 6;
        Sound(_polarity > 0 ? 330 : 495, 4);
    }

    private void MovePaddle()
    {
        if (_runTicks > 0)
        {
            _runTicks--;
            _paddle += _direction * 580;
        }
        else if (_stepTicks > 0)
        {
            _stepTicks--;
            _paddle += _direction * 90;
        }

        int least = (Left + HalfPaddle) * Unit;
        int most = (Right - 1 - HalfPaddle) * Unit;
        _paddle = _paddle < least ? least : _paddle > most ? most : _paddle;
        if (!_served)
            Carry();
    }

    /// <summary>Before the serve the ball lies on the paddle.</summary>
    private void Carry()
    {
        _balls[0].X = _paddle;
        _balls[0].Y = (PaddleY - 1) * Unit;
    }

    private void MoveBall(ref Ball ball)
    {
        if (!_served)
            return;
        ball.Charge -= ball.Charge > 0 ? 1 : 0;
        if (_idle < 300)
            Bend(ref ball);
        Keep(ref ball);
        for (int half = 0; half < 2 && ball.Live; half++)
        {
            StepX(ref ball, ball.SpeedX / 2);
            StepY(ref ball, ball.SpeedY / 2);
        }
    }

    private void Bend(ref Ball ball)
    {
        for (int i = 0; i < _magnetCount; i++)
        {
            int dx = _magnets[i].X - (ball.X / Unit);
            int dy = _magnets[i].Y - (ball.Y / Unit);
            int square = (dx * dx) + (dy * dy);
            if (square > FieldReach * FieldReach)
                continue;
            ball.SpeedX += dx * FieldPower * _polarity / (square + 40);
            ball.SpeedY += dy * FieldPower * _polarity / (square + 40);
            if (square <= 9 && ball.Charge < 40)
            {
                if (ball.Charge == 0)
                {
                    Sound(700, 8);
                    _sparks.Burst(_magnets[i].X, _magnets[i].Y / 2, 10, Color.Cyan, 12);
                }

                ball.Charge = 60;
            }
        }
    }

    /// <summary>Fields bend the path and never change the pace; a path too flat is lifted so that the ball comes back.</summary>
    private void Keep(ref Ball ball)
    {
        int flat = _speed / 4;
        if (ball.SpeedY > -flat && ball.SpeedY < flat)
            ball.SpeedY = ball.SpeedY > 0 ? flat : -flat;
        int pace = Root((ball.SpeedX * ball.SpeedX) + (ball.SpeedY * ball.SpeedY));
        ball.SpeedX = ball.SpeedX * _speed / pace;
        ball.SpeedY = ball.SpeedY * _speed / pace;
    }

    private static int Root(int square)
    {
        int root = 0;
        for (int bit = 1 << 12; bit > 0; bit >>= 1)
        {
            if ((root + bit) * (root + bit) <= square)
                root += bit;
        }

        return root > 0 ? root : 1;
    }

    private void StepX(ref Ball ball, int by)
    {
        int x = ball.X + by;
        if (x < Left * Unit || x >= Right * Unit)
        {
            ball.SpeedX = -ball.SpeedX;
            Sound(200, 2);
            return;
        }

        if (Strike(ref ball, x / Unit, ball.Y / Unit))
            ball.SpeedX = -ball.SpeedX;
        else
            ball.X = x;
    }

    private void StepY(ref Ball ball, int by)
    {
        int y = ball.Y + by;
        if (y < Top * Unit)
        {
            ball.SpeedY = -ball.SpeedY;
            Sound(200, 2);
            return;
        }

        int offset = ball.X - _paddle;
        int reach = (HalfPaddle + 1) * Unit;
        if (by > 0 && ball.Y < PaddleY * Unit && y >= PaddleY * Unit && offset > -reach && offset < reach)
        {
            Return(ref ball, offset, reach);
            return;
        }

        if (y >= Pit * Unit)
        {
            Drop(ref ball);
            return;
        }

        if (Strike(ref ball, ball.X / Unit, y / Unit))
            ball.SpeedY = -ball.SpeedY;
        else
            ball.Y = y;
    }

    private void Return(ref Ball ball, int offset, int reach)
    {
        int pace = _speed;
        ball.SpeedX = pace * (offset / 16) * 7 / (8 * (reach / 16));
        ball.SpeedY = -Root((pace * pace) - (ball.SpeedX * ball.SpeedX));
        _speed += _speed < 470 ? 2 : 0;
        Touch();
        Sound(260, 3);
        _sparks.Burst(ball.X / Unit, PaddleY / 2, 3, Color.White, 6, 90);
    }

    private void Drop(ref Ball ball)
    {
        ball.Live = false;
        _sparks.Burst(ball.X / Unit, 22, 12, Color.Red, 16);
        for (int i = 0; i < MaxBalls; i++)
        {
            if (_balls[i].Live)
                return;
        }

        _lives--;
        Sound(110, 16);
        _pause = _lives == 0 ? 30 : 18;
        if (_lives > 0)
            Serve();
    }

    /// <summary>Hits the brick at a pixel. True when the ball bounces off it.</summary>
    private bool Strike(ref Ball ball, int x, int y)
    {
        int row = (y / 2) - BrickY;
        int column = (x - Left) / BrickWidth;
        if (row < 0 || row >= Rows || column >= Columns)
            return false;
        int brick = (row * Columns) + column;
        if (_bricks[brick] == 0)
            return false;
        _idle = 0;
        bool steel = _bricks[brick] == (byte)'X';
        Break(brick, 0);
        return steel || ball.Charge == 0;
    }

    private void Break(int brick, int depth)
    {
        byte kind = _bricks[brick];
        int column = brick % Columns;
        int row = brick / Columns;
        int x = Left + (column * BrickWidth) + 3;
        if (kind is 0 or (byte)'X')
        {
            Sound(150, kind == 0 ? 0 : 3);
            return;
        }

        _combo += _combo < 20 ? 1 : 0;
        AddScore(10 * _combo);
        Sound(300 + (_combo * 40), 3);
        _sparks.Burst(x, BrickY + row, 5, (Color)RowInks[row], 10);
        _bricks[brick] = kind == (byte)'2' ? (byte)'1' : (byte)0;
        if (kind == (byte)'2')
            return;
        _left--;
        if (kind == (byte)'G')
            Release(x, BrickY + row);
        if (kind != (byte)'B' || depth > 8)
            return;
        _sparks.Burst(x, BrickY + row, 20, Color.Red, 16, 240);
        for (int down = -1; down <= 1; down++)
        {
            for (int side = -1; side <= 1; side++)
            {
                if (row + down is >= 0 and < Rows && column + side is >= 0 and < Columns)
                    Break(brick + (down * Columns) + side, depth + 1);
            }
        }
    }

    private void AddScore(int points)
    {
        _score += points;
        if (_score < _nextLife)
            return;
        _nextLife += FirstLife * 2;
        _lives += _lives < 5 ? 1 : 0;
    }

    private void Release(int x, int y)
    {
        for (int i = 0; i < MaxGifts; i++)
        {
            if (_gifts[i].Kind != Catch.Nothing)
                continue;
            int draw = Random.Below(10);
            _gifts[i].Kind = draw < 4 ? Catch.More : draw < 7 ? Catch.Wide : draw < 9 ? Catch.Slow : Catch.Life;
            _gifts[i].X = x;
            _gifts[i].Y = y;
            return;
        }
    }

    private void MoveGifts()
    {
        for (int i = 0; i < MaxGifts; i++)
        {
            ref Gift gift = ref _gifts[i];
            if (gift.Kind == Catch.Nothing || _tick % 5 != 0)
                continue;
            gift.Y++;
            int offset = gift.X - (_paddle / Unit);
            if (gift.Y == PaddleY / 2 && offset >= -HalfPaddle - 1 && offset <= HalfPaddle + 1)
                Take(ref gift);
            else if (gift.Y > 22)
                gift.Kind = Catch.Nothing;
        }
    }

    private void Take(ref Gift gift)
    {
        _sparks.Burst(gift.X, gift.Y, 10, Color.Green);
        Sound(880, 6);
        AddScore(50);
        switch (gift.Kind)
        {
            case Catch.Wide: _wideTicks = 600; break;
            case Catch.Slow: _speed = _speed * 3 / 4; break;
            case Catch.Life: _lives += _lives < 5 ? 1 : 0; break;
            case Catch.More: Multiply(); break;
        }

        gift.Kind = Catch.Nothing;
    }

    private void Multiply()
    {
        int source = 0;
        while (source < MaxBalls - 1 && !_balls[source].Live)
            source++;
        for (int i = 0; i < MaxBalls; i++)
        {
            if (_balls[i].Live)
                continue;
            _balls[i] = _balls[source];
            _balls[i].SpeedX += (i - 1) * 80 + 40;
        }

        _served = true;
    }

    private void CheckLevel()
    {
        _lastFew = _left <= 3 && _served ? _lastFew + 1 : 0;
        if (_left > 0 && _lastFew < 450)
            return;
        _left = 0;
        for (int i = 0; i < Columns * Rows; i++)
        {
            if (_bricks[i] != 0)
                _sparks.Burst(Left + (i % Columns * BrickWidth) + 3, BrickY + (i / Columns), 4, Color.Silver);
            _bricks[i] = 0;
        }

        AddScore(200 + (_level * 50));
        Sound(523, 24);
        _pause = 30;
    }

    private void Remember()
    {
        _trailAt = (_trailAt + 1) % TrailLength;
        for (int i = 0; i < MaxBalls; i++)
        {
            int at = ((i * TrailLength) + _trailAt) * 2;
            _trail[at] = _served && _balls[i].Live ? (byte)(_balls[i].X / Unit) : (byte)0;
            _trail[at + 1] = (byte)(_balls[i].Y / Unit / 2);
        }
    }

    private void Sound(int hertz, int ticks)
    {
        if (ticks < _soundTicks && _sound > hertz)
            return;
        _sound = hertz;
        _soundTicks = ticks;
    }

    public override void Draw(Screen screen)
    {
        screen.Frame("Field Force", _score, _served ? "Left, Right move   Down stop   Space flip the magnets" : "Left, Right move   Space serve");
        DrawStatus(screen);
        screen.Fill(0, 1, 80, 1, '▄', Color.Grey);
        screen.Fill(0, 2, 1, 21, '█', Color.Grey);
        screen.Fill(79, 2, 1, 21, '█', Color.Grey);
        screen.Fill(Left, 22, Right - Left, 1, '░', Color.DarkRed);
        for (int i = 0; i < Columns * Rows; i++)
            DrawBrick(screen, i);
        for (int i = 0; i < _magnetCount; i++)
            DrawMagnet(screen, _magnets[i].X, _magnets[i].Y / 2);
        DrawBalls(screen);
        _sparks.Draw(screen);
        if (_lives == 0)
            screen.Notice(13, "The last ball is in the pit", "Watch where the field will bend it, and be there first.", Color.Red);
        else if (_left == 0)
            screen.Notice(13, "Field cleared", "On to the next one, a little faster.", Color.Green);
        if (_soundTicks > 0)
            screen.Voice(0, _sound + (_left == 0 ? (24 - _soundTicks) * 20 : 0), 7, _sound < 160 ? Waveform.Noise : Waveform.Square);
    }

    private void DrawStatus(Screen screen)
    {
        screen.Text(16, 0, "Level", Color.Grey);
        _ = screen.Number(22, 0, _level);
        for (int i = 0; i < _lives; i++)
            screen.Put(26 + (i * 2), 0, '♥', Color.Red);
        screen.Text(37, 0, _polarity > 0 ? "(+) pull" : "(-) push", _polarity > 0 ? Color.Cyan : Color.Magenta);
        for (int i = 0; i < MaxFlips; i++)
            screen.Put(47 + (i * 2), 0, i < _flips ? '♦' : '·', i < _flips ? Color.Yellow : Color.Grey);
        if (_combo > 1)
        {
            screen.Text(55, 0, "Flight", Color.Grey);
            _ = screen.Number(62, 0, _combo, Color.Yellow);
        }
    }

    private void DrawBrick(Screen screen, int brick)
    {
        byte kind = _bricks[brick];
        if (kind == 0)
            return;
        int row = brick / Columns;
        int x = Left + (brick % Columns * BrickWidth);
        int y = BrickY + row;
        var ink = kind == (byte)'X' ? Color.Grey : kind == (byte)'B' ? Color.Red : (Color)RowInks[row];
        screen.Put(x, y, '▐', ink);
        screen.Fill(x + 1, y, BrickWidth - 2, 1, kind == (byte)'2' ? '▓' : kind == (byte)'X' ? 'X' : '█', ink);
        screen.Put(x + BrickWidth - 1, y, '▌', ink);
        if (kind == (byte)'B')
            screen.Text(x + 2, y, "**", Color.White, Color.Red);
        else if (kind == (byte)'G')
            screen.Text(x + 2, y, "♦♦", Color.Black, ink);
    }

    private void DrawMagnet(Screen screen, int x, int y)
    {
        bool pull = _polarity > 0;
        bool rests = _idle >= 300;
        var ink = rests ? Color.Grey : _flipTicks > 0 ? Color.Yellow : pull ? Color.Cyan : Color.Magenta;
        var dim = rests ? Color.Grey : pull ? Color.DarkCyan : Color.DarkMagenta;
        screen.Text(x - 1, y, pull ? "(+)" : "(-)", ink);
        screen.Put(x - 4, y, pull ? '►' : '◄', dim);
        screen.Put(x + 4, y, pull ? '◄' : '►', dim);
        screen.Put(x, y - 2, pull ? '▼' : '▲', dim);
        screen.Put(x, y + 2, pull ? '▲' : '▼', dim);
        for (int side = -1; side <= 1; side += 2)
        {
            screen.Put(x + (side * 3), y - 1, '·', dim);
            screen.Put(x + (side * 3), y + 1, '·', dim);
            screen.Put(x + (side * 8), y, '·', dim);
            screen.Put(x + (side * 6), y - 2, '·', dim);
            screen.Put(x + (side * 6), y + 2, '·', dim);
        }

        screen.Put(x, y - 4, '·', dim);
        screen.Put(x, y + 4, '·', dim);
    }

    private void DrawBalls(Screen screen)
    {
        int half = HalfPaddle;
        int paddle = _paddle / Unit;
        screen.Fill(paddle - half, PaddleY / 2, (half * 2) + 1, 1, '▀', _wideTicks is > 0 and < 90 ? Color.Silver : Color.White);
        for (int i = 0; i < MaxGifts; i++)
        {
            ref Gift gift = ref _gifts[i];
            if (gift.Kind == Catch.Nothing)
                continue;
            char letter = gift.Kind == Catch.Wide ? 'W' : gift.Kind == Catch.More ? 'M' : gift.Kind == Catch.Slow ? 'S' : 'L';
            screen.Text(gift.X - 1, gift.Y, "[ ]", Color.Green);
            screen.Put(gift.X, gift.Y, letter, Color.White);
        }

        for (int i = 0; i < MaxBalls; i++)
        {
            if (!_balls[i].Live)
                continue;
            bool charged = _balls[i].Charge > 0;
            for (int old = 0; old < TrailLength; old++)
            {
                int at = ((i * TrailLength) + old) * 2;
                if (_trail[at] > 0)
                    screen.Put(_trail[at], _trail[at + 1], charged ? '░' : '·', charged ? Color.Cyan : Color.Grey);
            }

            int y = _balls[i].Y / Unit;
            screen.Put(_balls[i].X / Unit, y / 2, (y & 1) == 0 ? '▀' : '▄', charged ? Color.Cyan : Color.White);
        }
    }

    private enum Catch : byte
    {
        Nothing,
        Wide,
        More,
        Slow,
        Life,
    }

    private struct Ball
    {
        public int X;
        public int Y;
        public int SpeedX;
        public int SpeedY;
        public int Charge; // ticks that it still tears through bricks
        public bool Live;
    }

    private struct Gift
    {
        public Catch Kind;
        public int X;
        public int Y;
    }

    private struct Magnet
    {
        public int X;
        public int Y;
    }
}
