package dev.headwater.api.admin.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.api.admin.Call;
import dev.headwater.api.admin.OperationException;
import dev.headwater.core.TestClock;
import dev.headwater.core.catalog.Categories;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.catalog.IdSequence;
import dev.headwater.core.hls.Heartbeats;
import dev.headwater.core.hls.LiveWindows;
import dev.headwater.core.hls.ReservedChannels;
import dev.headwater.core.media.Source;
import dev.headwater.core.store.InMemoryTableStore;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChannelPortsTest {
    private final TestClock clock = TestClock.fixed();
    private final InMemoryTableStore table = new InMemoryTableStore();
    private final Channels channels = new Channels(table);
    private final ReservedChannels reserved = new ReservedChannels(table, clock);
    private final ChannelOperations operations = new ChannelOperations(
            channels,
            new Categories(table, new IdSequence(table, IdSequence.CATEGORY, 8)),
            new IdSequence(table, IdSequence.CONTENT, 8),
            new ChannelMaking(new LiveWindows(table), new Heartbeats(table, clock), reserved, true),
            clock,
            () -> {});

    private int add(String name, String... sources) {
        return add(name, ChannelSettings.DEFAULT, sources);
    }

    private int add(String name, ChannelSettings settings, String... sources) {
        return operations
                .add(new ChannelOperations.Add(List.of(sources), null, null, Showing.named(name, null), settings))
                .id();
    }

    private static ChannelSettings run(@Nullable String run) {
        return new ChannelSettings(null, null, null, null, run, null, null, null, null, null);
    }

    private ChannelView set(int id, @Nullable List<String> sources, Showing showing, ChannelSettings settings) {
        return operations
                .set
                .action()
                .apply(Call.LOCAL, new ChannelOperations.Change(id, sources, null, null, showing, settings));
    }

    private ChannelView set(int id, String... sources) {
        return set(id, List.of(sources), Showing.DEFAULT, ChannelSettings.DEFAULT);
    }

    private ChannelView set(int id, ChannelSettings settings) {
        return set(id, null, Showing.DEFAULT, settings);
    }

    private static void refused(ThrowingCallable change, OperationException.Kind kind, String field, String... said) {
        assertThatThrownBy(change)
                .isInstanceOfSatisfying(OperationException.class, e -> {
                    assertThat(e.kind()).isEqualTo(kind);
                    assertThat(e.field()).isEqualTo(field);
                })
                .hasMessageContainingAll(said);
    }

    private static void taken(ThrowingCallable change, String field, String... said) {
        refused(change, OperationException.Kind.CONFLICT, field, said);
    }

    @Test
    void whereAnotherChannelListensNoneIsAdded() {
        int news = add("News", "testcard:", "udp://:5000");
        taken(
                () -> add("Sport", "https://tv.example/sport.ts", "rtp://192.168.1.5:5000"),
                "sources",
                "'News' (" + news + ")",
                "UDP port 5000",
                "another port");
        assertThat(channels.list()).hasSize(1);
        add("Sport", "rtp://192.168.1.5:5002");
    }

    @Test
    void norMovedThere() {
        int news = add("News", "srt://:9000?mode=listener");
        int sport = add("Sport", "srt://:9001?mode=listener");
        taken(() -> set(sport, "srt://:9000?mode=listener"), "sources", "'News'");
        assertThat(set(news, "srt://:9000?mode=listener&latency=50").sources()).hasSize(1);
        assertThat(set(news, "srt://:9002?mode=listener").sources()).hasSize(1);
        assertThat(set(sport, "srt://:9000?mode=listener").sources()).hasSize(1);
    }

    @Test
    void oneThatIsOffIsInNobodysWayUntilItIsSwitchedOn() {
        int first = add("First half", "rtmp://:1935/live?listen");
        int second = add("Second half", run("off"), "rtmp://:1935/live?listen");
        taken(() -> set(second, run("always")), "run", "'First half'");
        taken(() -> set(second, run("on-demand")), "run", "'First half'");
        set(first, run("off"));
        assertThat(set(second, run("always")).run()).isEqualTo("always");
        taken(() -> set(first, run("always")), "run", "'Second half'");
    }

    @Test
    void everyMemberOfAGroupHearsIt() {
        add("News", "udp://@239.1.1.1:5000");
        add("News again", "udp://@239.1.1.1:5000");
        add("Sport", "udp://@239.1.1.2:5000");
        taken(() -> add("Anything", "udp://:5000"), "sources", "UDP port 5000");
    }

    @Test
    void aChannelListensOnAPortOnce() {
        refused(
                () -> add("News", "udp://:5000", "https://tv.example/news.ts", "udp://:5000"),
                OperationException.Kind.INVALID,
                "sources",
                "two of the sources",
                "UDP port 5000");
        assertThat(channels.list()).isEmpty();
        int news = add("News", "udp://:5000", "udp://:5002");
        refused(
                () -> set(news, "rtp://:5002", "udp://:5002"),
                OperationException.Kind.INVALID,
                "sources",
                "UDP port 5002");
    }

    @Test
    void whatWorkersOfTheirOwnMakeIsOnAnotherMachine() {
        int garage = add("Garage", "udp://:5000");
        reserved.reserve(Set.of(garage), "worker-1");
        int attic = add("Attic", "udp://:5000");
        int cellar = add("Cellar", run("off"), "udp://:5000");
        reserved.reserve(Set.of(garage, cellar), "worker-1");
        reserved.reserve(Set.of(attic), "worker-2");
        taken(() -> set(cellar, run("always")), "run", "'Garage'");
        clock.advance(ReservedChannels.LENGTH);
        taken(() -> add("Roof", "udp://:5000"), "sources", "UDP port 5000");
    }

    @Test
    void thoseThatShareAPortSinceLongAreRenamed() {
        int news = add("News", "udp://:5000");
        int sport = add("Sport", "udp://:5002");
        var _ = channels.change(sport, channel -> channel.withSources(List.of(new Source("udp://:5000"))));
        assertThat(set(sport, List.of("udp://:5000"), Showing.named("Sports", null), ChannelSettings.DEFAULT)
                        .name())
                .isEqualTo("Sports");
        assertThat(set(news, run("on-demand")).run()).isEqualTo("on-demand");
    }
}
