namespace Monster.Cartridge;

/// <summary>
/// Short-lived bits of light that fly from where something happened: the visible answer to an action.
/// Keep it in a field, step it once a tick, draw it last. It has its own noise, so it does not disturb the game's random numbers.
/// </summary>
public sealed class Sparks
{
    private const int Unit = 256; // parts of a cell

    private readonly Spark[] _sparks;
    private int _next;
    private uint _noise = 0x2545F491;

    /// <summary>Room for a number of sparks; when there are more, the oldest go out.</summary>
    public Sparks(int capacity) => _sparks = new Spark[capacity];

    /// <summary>Throws sparks from a cell in all directions.</summary>
    /// <param name="x">Column.</param>
    /// <param name="y">Row.</param>
    /// <param name="count">How many.</param>
    /// <param name="color">Their colour.</param>
    /// <param name="life">The longest life, in ticks.</param>
    /// <param name="speed">The highest speed, in 1/256 cell a tick; a row counts twice a column, as cells are tall.</param>
    public void Burst(int x, int y, int count, Color color, int life = 14, int speed = 160)
    {
        for (int i = 0; i < count; i++)
        {
            ref Spark spark = ref _sparks[_next];
            _next = _next + 1 < _sparks.Length ? _next + 1 : 0;
            spark.X = (x * Unit) + (Unit / 2);
            spark.Y = (y * Unit) + (Unit / 2);
            spark.VelocityX = Noise(speed * 2) - speed;
            spark.VelocityY = (Noise(speed * 2) - speed) / 2;
            spark.Life = life - Noise((life / 2) + 1);
            spark.Color = color;
        }
    }

    /// <summary>One tick.</summary>
    /// <param name="gravity">What is added to the downward speed, in 1/256 cell a tick.</param>
    public void Step(int gravity = 4)
    {
        for (int i = 0; i < _sparks.Length; i++)
        {
            ref Spark spark = ref _sparks[i];
            if (spark.Life <= 0)
                continue;
            spark.Life--;
            spark.X += spark.VelocityX;
            spark.Y += spark.VelocityY;
            spark.VelocityY += gravity;
        }
    }

    /// <summary>Draws the sparks that still glow over the picture, in rows 1 to 22.</summary>
    public void Draw(Screen screen)
    {
        for (int i = 0; i < _sparks.Length; i++)
        {
            ref Spark spark = ref _sparks[i];
            int y = spark.Y >> 8;
            if (spark.Life > 0 && y > 0 && y < Abi.Height - 1)
                screen.Over(spark.X >> 8, y, spark.Life > 8 ? '*' : spark.Life > 4 ? '+' : '·', spark.Color);
        }
    }

    private int Noise(int bound)
    {
        _noise ^= _noise << 13;
        _noise ^= _noise >> 17;
        _noise ^= _noise << 5;
        return bound > 0 ? (int)((_noise >> 8) % (uint)bound) : 0;
    }

    private struct Spark
    {
        public int X;
        public int Y;
        public int VelocityX;
        public int VelocityY;
        public int Life;
        public Color Color;
    }
}
