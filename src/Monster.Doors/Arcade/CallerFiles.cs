using System.Security.Cryptography;
using System.Text;

namespace Monster.Doors;

/// <summary>Where the files of a board's callers are.</summary>
public static class CallerFiles
{
    /// <summary>
    /// A caller's folder, found again at each call: by the key the board gives its users where it gives one, else by the name, whatever its case. The name
    /// is made harmless for a path, and a hash keeps apart what looks the same then.
    /// </summary>
    public static string Folder(string data, DoorFacts facts)
    {
        string identity = facts.UserKey.Length > 0 ? "key\n" + facts.UserKey : "name\n" + facts.Name.ToUpperInvariant();
        string slug = string.Concat(facts.Name.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit).Take(24));
        return Path.Combine(data, "callers", $"{(slug.Length > 0 ? slug : "caller")}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)))[..16]}");
    }
}
