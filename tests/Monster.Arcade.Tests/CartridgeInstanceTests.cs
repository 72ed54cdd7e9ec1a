namespace Monster.Arcade.Tests;

public sealed class CartridgeInstanceTests(ArcadeFixture arcade)
{
    [Fact]
    public void The_same_seed_and_keys_end_in_the_same_state()
    {
        Assert.Equal(arcade.Record().StateHash, arcade.Record().StateHash);
        Assert.NotEqual(arcade.Record(seed: 1).StateHash, arcade.Record(seed: 2).StateHash);
    }

    [Fact]
    public void A_saved_state_goes_on_in_a_fresh_instance_as_it_would_have_in_the_old_one()
    {
        using var first = arcade.Sample.CreateInstance();
        first.Init(new Seed(1, 2, 3, 4));
        for (int i = 0; i < 500; i++)
            first.Update('a' + (i % 3));
        using var second = arcade.Sample.CreateInstance();
        second.Restore(first.Save());
        for (int key = 32; key < 132; key++)
        {
            first.Update(key);
            second.Update(key);
            Assert.Equal(first.StateHash(), second.StateHash());
        }
    }

    [Theory]
    [InlineData(Sample.DivideKey, TrapCause.Program)]
    [InlineData(Sample.LoopKey, TrapCause.Budget)]
    [InlineData(Sample.RecurseKey, TrapCause.Depth)]
    [InlineData(Sample.BadStatusKey, TrapCause.Program)]
    public void A_trap_names_its_cause_and_ends_the_instance(int key, TrapCause cause)
    {
        using var instance = arcade.Sample.CreateInstance();
        instance.Init(default);
        instance.Update(0);
        var trap = Assert.Throws<CartridgeTrapException>(() => instance.Update(key));
        Assert.Equal((CartridgeCall.Update, cause), (trap.Call, trap.Cause));
        Assert.Throws<InvalidOperationException>(() => instance.Update(0));
    }

    [Fact]
    public void A_negative_score_is_a_trap()
    {
        using var instance = arcade.Sample.CreateInstance();
        instance.Init(default);
        instance.Update(Sample.NegativeScoreKey);
        var trap = Assert.Throws<CartridgeTrapException>(() => instance.Score());
        Assert.Equal((CartridgeCall.Score, TrapCause.Program), (trap.Call, trap.Cause));
        Assert.Contains("-5", trap.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_budget_is_full_again_for_every_call()
    {
        using var instance = arcade.Sample.CreateInstance();
        instance.Init(default);
        instance.Update(0);
        int left = instance.BudgetLeft;
        instance.Update(0);
        Assert.Equal(left, instance.BudgetLeft);
        Assert.InRange(left, 1, Monster.Cartridge.Abi.UpdateBudget - 1);
    }

    [Fact]
    public void Cells_voices_and_shadow_stack_do_not_matter_to_the_play()
    {
        int seed = Environment.GetEnvironmentVariable("MONSTER_SEED") is { } text ? int.Parse(text, null) : Random.Shared.Next();
        TestContext.Current.SendDiagnosticMessage($"MONSTER_SEED={seed}");
        var random = new Random(seed);
        using var calm = arcade.Sample.CreateInstance();
        using var disturbed = arcade.Sample.CreateInstance();
        calm.Init(default);
        disturbed.Init(default);
        var layout = arcade.Sample.Layout;
        for (int tick = 0; tick < 200; tick++)
        {
            random.NextBytes(disturbed.AllMemory[..layout.ShadowStackBytes]);
            random.NextBytes(disturbed.AllMemory.Slice(layout.Cells, 7680));
            random.NextBytes(disturbed.AllMemory.Slice(layout.Voices, 16));
            int key = random.Next(32, 280);
            calm.Update(key);
            disturbed.Update(key);
            Assert.Equal(calm.StateHash(), disturbed.StateHash());
        }
    }

    [Fact]
    public void One_instance_too_many_is_refused_politely_and_a_freed_place_can_be_taken()
    {
        using var runtime = new CartridgeRuntime(new RuntimeOptions { MaxInstances = 3 });
        using var cartridge = runtime.Load(Sample.Build(), "the sample");
        var places = Enumerable.Range(0, 3).Select(_ => cartridge.CreateInstance()).ToList();
        var refused = Assert.Throws<ArcadeException>(() => cartridge.CreateInstance());
        Assert.Contains("All 3 places are taken", refused.Message, StringComparison.Ordinal);
        places[0].Dispose();
        places[0].Dispose();
        places[0] = cartridge.CreateInstance();
        Assert.Equal(3, runtime.Instances);
        places.ForEach(p => p.Dispose());
        Assert.Equal(0, runtime.Instances);
    }

    [Fact]
    public void A_state_of_another_size_is_not_restored()
    {
        using var instance = arcade.Sample.CreateInstance();
        Assert.Throws<ArgumentException>(() => instance.Restore(new byte[255]));
    }
}
