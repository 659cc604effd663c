package dev.headwater.api.admin.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.api.admin.Audit;
import dev.headwater.api.admin.Call;
import dev.headwater.api.admin.ListQuery;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.Operations;
import dev.headwater.core.TestClock;
import dev.headwater.core.catalog.Categories;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.catalog.IdSequence;
import dev.headwater.core.hls.ChannelState;
import dev.headwater.core.hls.Heartbeat;
import dev.headwater.core.hls.Heartbeats;
import dev.headwater.core.hls.IngestStatus;
import dev.headwater.core.hls.LiveWindow;
import dev.headwater.core.hls.LiveWindows;
import dev.headwater.core.hls.ReservedChannels;
import dev.headwater.core.media.Source;
import dev.headwater.core.store.InMemoryTableStore;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelOperationsTest {
    private final TestClock clock = TestClock.fixed();
    private final InMemoryTableStore table = new InMemoryTableStore();
    private final Channels channels = new Channels(table);
    private final LiveWindows windows = new LiveWindows(table);
    private final Heartbeats workers = new Heartbeats(table, clock);
    private final ChannelMaking making = new ChannelMaking(windows, workers, new ReservedChannels(table, clock), true);
    private final ChannelOperations operations = new ChannelOperations(
            channels,
            new Categories(table, new IdSequence(table, IdSequence.CATEGORY, 8)),
            new IdSequence(table, IdSequence.CONTENT, 8),
            making,
            clock,
            () -> {});

    @Test
    void oneThatIsTakenDownIsOff() {
        ChannelView added = add("testcard:", null);
        assertThat(added.state()).isEqualTo("starting");
        ChannelOperations withheld = operations(() -> Set.of(added.id()));
        assertThat(withheld.show(new ChannelOperations.ById(added.id())).state())
                .isEqualTo("off");
    }

    @Test
    void oneThatIsSwitchedOnOrLetInAgainStartsBeforeItCanHaveFailed() {
        int id = add("testcard:", null).id();
        Set<Integer> taken = new HashSet<>(Set.of(id));
        ChannelOperations some = operations(() -> taken);
        clock.advance(Duration.ofMinutes(10));
        assertThat(some.show(new ChannelOperations.ById(id)).state()).isEqualTo("off");
        taken.clear();
        assertThat(some.show(new ChannelOperations.ById(id)).state()).isEqualTo("starting");
        clock.advance(Duration.ofMinutes(1));
        assertThat(some.show(new ChannelOperations.ById(id)).state()).isEqualTo("failed");

        change(id, null, running("off"));
        clock.advance(Duration.ofMinutes(10));
        assertThat(change(id, null, running("always")).state()).isEqualTo("starting");
        assertThat(listed("starting")).containsExactly(id);
        clock.advance(Duration.ofMinutes(1));
        assertThat(listed("failed")).containsExactly(id);
    }

    @Test
    void whileAServerIsYoungNoChannelOfItsHasFailedForWantOfAWorker() {
        int id = add("testcard:", null).id();
        clock.advance(Duration.ofMinutes(10));
        ChannelOperations started = operations(Set::of);
        assertThat(started.show(new ChannelOperations.ById(id)).state()).isEqualTo("starting");
        clock.advance(Duration.ofMinutes(1));
        assertThat(started.show(new ChannelOperations.ById(id)).state()).isEqualTo("failed");
    }

    private ChannelOperations operations(Supplier<Set<Integer>> withheld) {
        return new ChannelOperations(
                channels,
                new Categories(table, new IdSequence(table, IdSequence.CATEGORY, 8)),
                new IdSequence(table, IdSequence.CONTENT, 8),
                making,
                clock,
                () -> {},
                () -> 0,
                withheld);
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

    private static ChannelSettings burningIn(String language) {
        return new ChannelSettings(null, null, null, null, null, null, null, null, language, null);
    }

    private static ChannelSettings leaving(boolean black) {
        return new ChannelSettings(null, null, null, null, null, null, null, black, null, null);
    }

    private static ChannelSettings running(String run) {
        return new ChannelSettings(null, null, null, null, run, null, null, null, null, null);
    }

    @Test
    void contentIsWatchedInEncodedChannelsAlone() {
        Showing showing = Showing.named("News", null);
        List<String> sources = List.of("udp://@239.1.1.1:5000", "udp://@239.1.1.2:5000");
        assertThatThrownBy(() -> operations.add(new ChannelOperations.Add(sources, null, null, showing, leaving(true))))
                .isInstanceOfSatisfying(
                        OperationException.class, e -> assertThat(e.field()).isEqualTo("contentFailover"))
                .hasMessageContaining("give it a ladder");

        ChannelView added = operations.add(new ChannelOperations.Add(sources, "tiny", null, showing, leaving(true)));
        assertThatThrownBy(() -> change(added.id(), "", ChannelSettings.DEFAULT))
                .isInstanceOfSatisfying(
                        OperationException.class, e -> assertThat(e.field()).isEqualTo("ladder"));
        assertThat(change(added.id(), "", leaving(false)).contentFailover()).isFalse();
    }

    private ChannelView change(int id, @Nullable String ladder, ChannelSettings settings) {
        return operations
                .set
                .action()
                .apply(Call.LOCAL, new ChannelOperations.Change(id, null, ladder, null, Showing.DEFAULT, settings));
    }

    @Test
    void subtitlesAreBurntIntoEncodedChannelsAlone() {
        Showing showing = Showing.named("News", null);
        List<String> sources = List.of("udp://@239.1.1.1:5000");
        assertThatThrownBy(
                        () -> operations.add(new ChannelOperations.Add(sources, null, null, showing, burningIn("de"))))
                .isInstanceOfSatisfying(
                        OperationException.class, e -> assertThat(e.field()).isEqualTo("burnIn"))
                .hasMessageContaining("give it a ladder");
        assertThat(channels.list()).isEmpty();

        ChannelView added = operations.add(new ChannelOperations.Add(sources, "tiny", null, showing, burningIn("DEU")));
        assertThat(added.burnIn()).isEqualTo("deu");
        assertThatThrownBy(() -> change(added.id(), "", ChannelSettings.DEFAULT))
                .isInstanceOfSatisfying(
                        OperationException.class, e -> assertThat(e.field()).isEqualTo("ladder"));
        assertThatThrownBy(() -> change(added.id(), null, burningIn("German")))
                .isInstanceOfSatisfying(
                        OperationException.class, e -> assertThat(e.field()).isEqualTo("burnIn"));
        assertThat(change(added.id(), "", burningIn("")).burnIn()).isNull();
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
        assertThat(view().state()).isEqualTo("failed");
        assertThat(view().error()).startsWith("no worker makes it");
        change(id, null, running("on-demand"));
        assertThat(view().state()).as("nobody has to").isEqualTo("off");
        assertThat(view().error()).isNull();
    }

    /** A source that is only tried is not on air. */
    @Test
    void whereNothingIsShownNothingIsOnAir() {
        int id = add("https://tv.example/live.m3u8", null).id();
        Instant now = clock.instant();
        IngestStatus tried = new IngestStatus(0, "https://tv.example/live.m3u8", now, "404", now, 0, 3, null);
        LiveWindow window = LiveWindow.empty(id, 1, 5, now).withIngest(tried);
        windows.replace(null, window.inState(ChannelState.FAILED, "404", now));
        assertThat(view().ingest()).isEqualTo(new ChannelIngest(null, null, null, "404", now, null, 3, null));
        windows.replace(
                windows.findVersioned(id).orElseThrow(), window.inState(ChannelState.ON_AIR, null, clock.instant()));
        assertThat(view().ingest().onAirPlace()).isEqualTo(1);
        assertThat(view().ingest().onAirSince()).isEqualTo(now);
    }

    @Test
    void sourcesAreChangedAndThoseSentAsShownKeepTheirSecrets() {
        ChannelView added = add("https://ada:secret@tv.example/live.m3u8?token=secret", null);
        ChannelView set = set(
                added.id(),
                List.of("https://backup.example/live.m3u8", added.sources().getFirst()));
        assertThat(set.sources())
                .containsExactly("https://backup.example/live.m3u8", "https://…@tv.example/live.m3u8?…");
        assertThat(channels.find(added.id()).orElseThrow().sources())
                .extracting(Source::url)
                .containsExactly(
                        "https://backup.example/live.m3u8", "https://ada:secret@tv.example/live.m3u8?token=secret");
        assertThat(set.etag()).isNotEqualTo(added.etag());
    }

    @Test
    void aListenerKeepsItsKeyAndANewOneIsToldIts() {
        ChannelView added = add("rtmp://:1935/live?listen", null);
        assertThat(set(added.id(), added.sources()).publish()).isEqualTo(added.publish());
        assertThat(set(added.id(), List.of("rtmp://:1935/other?listen")).publish())
                .singleElement()
                .asString()
                .startsWith("rtmp://THIS-SERVER:1935/other/");
    }

    @Test
    void whatNoChannelIsMadeOfIsRefusedAndNothingChanges() {
        ChannelView added = add("https://tv.example/live.m3u8", null);
        for (List<String> sources : List.of(List.<String>of(), List.of("ftp://x/y"), List.of("http://127.0.0.1/x"))) {
            assertThatThrownBy(() -> set(added.id(), sources))
                    .isInstanceOfSatisfying(
                            OperationException.class, e -> assertThat(e.field()).isEqualTo("sources"));
        }
        assertThatThrownBy(() -> set(added.id(), List.of("testcard:")))
                .isInstanceOfSatisfying(
                        OperationException.class, e -> assertThat(e.field()).isEqualTo("ladder"));
        assertThat(view().etag()).isEqualTo(added.etag());
    }

    private ChannelView set(int id, List<String> sources) {
        return new Operations(Audit.NONE, List.of(operations))
                .run(
                        Call.LOCAL,
                        operations.set,
                        new ChannelOperations.Change(
                                id, sources, null, null, Showing.DEFAULT, ChannelSettings.DEFAULT));
    }

    @Test
    void listsAreFilteredAndOrderedByState() {
        int news = add("https://tv.example/news.m3u8", null).id();
        int sport = add("https://tv.example/sport.m3u8", null).id();
        int films = add("https://tv.example/films.m3u8", null).id();
        int none = add("https://tv.example/none.m3u8", null).id();
        clock.advance(Duration.ofMinutes(10));
        shows(news, ChannelState.ON_AIR);
        shows(sport, ChannelState.SLATE);
        shows(films, ChannelState.ON_AIR);
        beats("one", news, sport);
        beats("two", films);
        assertThat(listed("on_air")).containsExactly(news, films);
        assertThat(listed("slate")).containsExactly(sport);
        assertThat(listed("failed")).containsExactly(none);
        assertThat(list(new ListQuery(null, "-state", null, null, null))).containsExactly(sport, films, news, none);
        assertThat(add("https://tv.example/new.m3u8", null).id())
                .isEqualTo(listed("starting").getFirst());
    }

    /** As where it is shown by itself: its worker is gone, and its window is not yet forgotten. */
    @Test
    void whatADeadWorkerMadeHasFailedInListsToo() {
        int news = add("https://tv.example/news.m3u8", null).id();
        shows(news, ChannelState.ON_AIR);
        beats("one", news);
        clock.advance(Duration.ofSeconds(60));
        assertThat(view().state()).isEqualTo("failed");
        assertThat(listed("failed")).containsExactly(news);
        clock.advance(Duration.ofMinutes(5));
        assertThat(view().state()).as("and nobody has taken it").isEqualTo("failed");
        assertThat(listed("failed")).containsExactly(news);
    }

    @Test
    void statesInListsAreAMomentOldAtMost() {
        int news = add("https://tv.example/news.m3u8", null).id();
        shows(news, ChannelState.ON_AIR);
        beats("one", news);
        assertThat(listed("on_air")).containsExactly(news);
        shows(news, ChannelState.SLATE);
        clock.advance(ChannelStates.REREAD);
        assertThat(listed("slate")).containsExactly(news);
    }

    @Test
    void aStateThatThereIsNotIsRefused() {
        assertThatThrownBy(() -> listed("onair"))
                .isInstanceOf(OperationException.class)
                .hasMessageContaining("off, starting, on_air, on_backup, slate, failed");
    }

    private List<Integer> listed(String state) {
        return list(new ListQuery(null, null, Map.of("state", state), null, null));
    }

    private List<Integer> list(ListQuery query) {
        return operations.list.action().apply(Call.LOCAL, query).items().stream()
                .map(ChannelView::id)
                .toList();
    }

    private void shows(int channel, ChannelState state) {
        Instant now = clock.instant();
        windows.replace(
                windows.findVersioned(channel).orElse(null),
                LiveWindow.empty(channel, 1, 5, now).inState(state, null, now));
    }

    private void beats(String worker, Integer... channels) {
        Instant now = clock.instant();
        workers.beat(
                new Heartbeat(worker, "host", now, 2, 1, 1, List.of(channels), 1, false, false, now.plusSeconds(5)));
    }

    private ChannelView view() {
        return operations.show(
                new ChannelOperations.ById(channels.list().getFirst().id()));
    }
}
