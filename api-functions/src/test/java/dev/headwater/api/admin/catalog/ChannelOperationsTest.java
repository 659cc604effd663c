package dev.headwater.api.admin.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.api.admin.OperationException;
import dev.headwater.core.TestClock;
import dev.headwater.core.catalog.Categories;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.catalog.IdSequence;
import dev.headwater.core.hls.ChannelState;
import dev.headwater.core.hls.LiveWindow;
import dev.headwater.core.hls.LiveWindows;
import dev.headwater.core.store.InMemoryTableStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelOperationsTest {
    private final TestClock clock = TestClock.fixed();
    private final InMemoryTableStore table = new InMemoryTableStore();
    private final Channels channels = new Channels(table);
    private final LiveWindows windows = new LiveWindows(table);
    private final ChannelOperations operations = new ChannelOperations(
            channels,
            new Categories(table, new IdSequence(table, IdSequence.CATEGORY, 8)),
            new IdSequence(table, IdSequence.CONTENT, 8),
            windows,
            clock,
            true,
            () -> {});

    @Test
    void oneThatIsTakenDownIsOff() {
        ChannelView added = add("testcard:", null);
        assertThat(added.state()).isEqualTo("starting");
        ChannelOperations withheld = new ChannelOperations(
                channels,
                new Categories(table, new IdSequence(table, IdSequence.CATEGORY, 8)),
                new IdSequence(table, IdSequence.CONTENT, 8),
                windows,
                clock,
                true,
                () -> {},
                () -> 0,
                () -> Set.of(added.id()));
        assertThat(withheld.show(new ChannelOperations.ById(added.id())).state())
                .isEqualTo("off");
    }

    @Test
    void whoeverAddsAListenerIsToldItsStreamKeyAndNobodyElseIs() {
        ChannelView added = add("rtmp://:1935/live?listen", null);
        assertThat(added.publish()).hasSize(1).first().asString().matches("rtmp://THIS-SERVER:1935/live/[\\w-]{24}");
        String key = added.publish().getFirst().substring("rtmp://THIS-SERVER:1935/live/".length());
        assertThat(channels.list().getFirst().sources().getFirst().rtmp().stream())
                .isEqualTo(key);

        ChannelView shown = operations.show(new ChannelOperations.ById(added.id()));
        assertThat(shown.publish()).isNull();
        assertThat(shown.sources()).containsExactly("rtmp://:1935/live/…?listen");
        assertThat(add("testcard:", null).publish()).isNull();
    }

    private ChannelView add(String source, @Nullable Boolean allowPrivate) {
        return operations.add(new ChannelOperations.Add(
                List.of(source), null, allowPrivate, Showing.named("News", null), ChannelSettings.DEFAULT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/x",
                "http://localhost:8080/x",
                "https://192.168.1.9/x",
                "http://[::1]/x",
                "http://[fd12::1]/x"
            })
    void privateAddressesNeedTheirFlag(String url) {
        assertThatThrownBy(() -> add(url, null))
                .isInstanceOf(OperationException.class)
                .hasMessageContaining("--allow-private");
        assertThat(channels.list()).isEmpty();

        add(url, true);
        assertThat(channels.list().getFirst().sources().getFirst().allowsPrivate())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://169.254.169.254/", "http://[fe80::1]/", "http://[fd00:ec2::254]/", "http://0.0.0.0/"})
    void metadataAddressesAreNeverConnectedTo(String url) {
        assertThatThrownBy(() -> add(url, true))
                .isInstanceOf(OperationException.class)
                .hasMessageContaining("never");
    }

    @Test
    void whereWeListenNoFlagIsNeeded() {
        assertThat(add("udp://@239.1.1.1:5000", null).sources()).containsExactly("udp://@239.1.1.1:5000");
        assertThat(add("udp://127.0.0.1:5000", null).state()).isEqualTo("starting");
    }

    @Test
    void credentialsAreNotShown() {
        ChannelView view = add("https://ada:secret@tv.example/live.m3u8?token=secret", null);
        assertThat(view.sources()).containsExactly("https://…@tv.example/live.m3u8?…");
    }

    @Test
    void aSilentChannelHasFailedAndAFailedOneStaysSoBetweenAttempts() {
        int id = add("https://tv.example/live.m3u8", null).id();
        Instant now = clock.instant();
        LiveWindow window = LiveWindow.empty(id, 1, 5, now).inState(ChannelState.ON_AIR, null, now);
        windows.replace(null, window);
        assertThat(view().state()).isEqualTo("on_air");

        clock.advance(Duration.ofSeconds(31));
        assertThat(view().state()).isEqualTo("failed");
        assertThat(view().error()).isEqualTo("nothing has come for 30 s");

        windows.replace(
                windows.findVersioned(id).orElseThrow(),
                window.inState(ChannelState.FAILED, "the source answered 404", clock.instant()));
        clock.advance(Duration.ofSeconds(100));
        assertThat(view().state()).isEqualTo("failed");
        assertThat(view().error()).isEqualTo("the source answered 404");

        clock.advance(Duration.ofSeconds(100));
        assertThat(view().state()).isEqualTo("off");
    }

    private ChannelView view() {
        return operations.show(
                new ChannelOperations.ById(channels.list().getFirst().id()));
    }
}
