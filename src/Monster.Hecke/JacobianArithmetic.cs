namespace Monster.Hecke;

/// <summary>The group of y^2 = x^3 + ax + b modulo a prime below 2^31, in Jacobian coordinates (H. Cohen, G. Frey, "Handbook of Elliptic and Hyperelliptic Curve Cryptography", section 13.2.1.c).</summary>
/// <param name="prime">The prime.</param>
/// <param name="a">The coefficient of x, 0 to p - 1.</param>
internal readonly struct JacobianArithmetic(int prime, long a)
{
    private readonly ulong _p = (ulong)prime;
    private readonly ulong _a = (ulong)a;

    public JacobianPoint Double(JacobianPoint point)
    {
        if (point.Z == 0 || point.Y == 0)
            return default;
        ulong y2 = Times(point.Y, point.Y);
        ulong s = 4 * Times(point.X, y2) % _p;
        ulong z2 = Times(point.Z, point.Z);
        ulong m = ((3 * Times(point.X, point.X)) + Times(_a, Times(z2, z2))) % _p;
        ulong x = (Times(m, m) + (2 * (_p - s))) % _p;
        ulong y = (Times(m, (s + _p - x) % _p) + (8 * (_p - Times(y2, y2)))) % _p;
        return new(x, y, 2 * Times(point.Y, point.Z) % _p);
    }

    public JacobianPoint Add(JacobianPoint p, JacobianPoint q)
    {
        if (p.Z == 0)
            return q;
        if (q.Z == 0)
            return p;
        ulong pz2 = Times(p.Z, p.Z), qz2 = Times(q.Z, q.Z);
        ulong u1 = Times(p.X, qz2), u2 = Times(q.X, pz2);
        ulong s1 = Times(p.Y, Times(q.Z, qz2)), s2 = Times(q.Y, Times(p.Z, pz2));
        if (u1 == u2)
            return s1 == s2 ? Double(p) : default;
        ulong h = (u2 + _p - u1) % _p, r = (s2 + _p - s1) % _p;
        ulong h2 = Times(h, h), h3 = Times(h, h2), v = Times(u1, h2);
        ulong x = (Times(r, r) + (_p - h3) + (2 * (_p - v))) % _p;
        ulong y = (Times(r, (v + _p - x) % _p) + _p - Times(s1, h3)) % _p;
        return new(x, y, Times(h, Times(p.Z, q.Z)));
    }

    public JacobianPoint Multiply(JacobianPoint point, int factor)
    {
        var result = default(JacobianPoint);
        for (; factor > 0; factor >>= 1, point = Double(point))
        {
            if ((factor & 1) == 1)
                result = Add(result, point);
        }

        return result;
    }

    /// <summary>Makes every Z that is not 0 a 1, with one inversion for all.</summary>
    public void Normalize(Span<JacobianPoint> points)
    {
        Span<ulong> products = points.Length <= 1024 ? stackalloc ulong[points.Length] : new ulong[points.Length];
        ulong product = 1;
        for (int i = 0; i < points.Length; i++)
        {
            products[i] = product;
            product = points[i].Z == 0 ? product : Times(product, points[i].Z);
        }

        ulong inverse = Inverse(product);
        for (int i = points.Length - 1; i >= 0; i--)
        {
            if (points[i].Z == 0)
                continue;
            ulong z = Times(inverse, products[i]);
            inverse = Times(inverse, points[i].Z);
            ulong z2 = Times(z, z);
            points[i] = new(Times(points[i].X, z2), Times(points[i].Y, Times(z, z2)), 1);
        }
    }

    private ulong Times(ulong x, ulong y) => x * y % _p;

    private ulong Inverse(ulong value)
    {
        ulong result = 1;
        for (ulong e = _p - 2; e > 0; e >>= 1, value = Times(value, value))
        {
            if ((e & 1) == 1)
                result = Times(result, value);
        }

        return result;
    }
}
