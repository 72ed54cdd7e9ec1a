using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Monster.Games.Tests")]
