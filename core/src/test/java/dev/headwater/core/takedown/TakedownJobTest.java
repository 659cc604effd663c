package dev.headwater.core.takedown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.core.TestClock;
import dev.headwater.core.account.Lines;
import dev.headwater.core.archive.Archive;
import dev.headwater.core.archive.Format;
import dev.headwater.core.archive.Recorded;
import dev.headwater.core.catalog.Catalog;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.catalog.Details;
import dev.headwater.core.catalog.Episode;
import dev.headwater.core.catalog.Listed;
import dev.headwater.core.catalog.Movie;
import dev.headwater.core.catalog.Movies;
import dev.headwater.core.catalog.Series;
import dev.headwater.core.catalog.SeriesShelf;
import dev.headwater.core.hls.LiveWindow;
import dev.headwater.core.hls.LiveWindows;
import dev.headwater.core.hls.Segment;
import dev.headwater.core.hls.SegmentName;
import dev.headwater.core.media.Rendition;
import dev.headwater.core.media.Source;
import dev.headwater.core.playback.session.Sessions;
import dev.headwater.core.store.ByteRange;
import dev.headwater.core.store.InMemoryObjectStore;
import dev.headwater.core.store.InMemoryTableStore;
import dev.headwater.core.store.Leases;
import dev.headwater.core.store.ObjectInfo;
import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.vod.Assets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TakedownJobTest {
    private static final int CHANNEL = 1;
    private static final int MOVIE = 2;
    private static final int EPISODE = 3;
    private static final int NEXT_EPISODE = 4;
    private static final int SERIES = 1;
    private static final Takedown.Order ORDER = new Takedown.Order("not licensed", "claim 7", false);
    private static final Takedown.Order DELETING = new Takedown.Order("not licensed", null, true);

    private final TestClock clock = TestClock.fixed();
    private final InMemoryTableStore table = new InMemoryTableStore();
    private final InMemoryObjectStore objects = new InMemoryObjectStore();
    private final Catalog catalog = new Catalog(new Channels(table), new Movies(table), new SeriesShelf(table));
    private final Assets assets = new Assets(table, clock);
    private final LiveWindows windows = new LiveWindows(table);
    private final Archive archive = new Archive(table);
    private final Leases leases = new Leases(table, clock);
    private final Takedowns takedowns = new Takedowns(table, catalog, clock);
    private final AtomicInteger lifted = new AtomicInteger();
    private final TakedownJob job = new TakedownJob(
            takedowns,
            new TakedownJob.Parts(
                    catalog,
                    objects,
                    assets,
                    windows,
                    archive,
                    new Lines(table, clock),
                    new Sessions(table, clock),
                    leases,
                    clock,
                    "a",
                    lifted::incrementAndGet));

    @BeforeEach
    void content() {
        Listed listed = Listed.plain("Some", 1, clock.instant());
        catalog.channels().save(Channel.of(CHANNEL, listed, List.of(new Source("testcard:")), "tiny"));
        catalog.movies().save(new Movie(MOVIE, listed, Details.NONE, new Source("file:/film.mp4")));
        catalog.series().save(new Series(SERIES, listed, Details.NONE, List.of(), clock.instant()));
        episode(EPISODE);
        assets.want(MOVIE);
    }

    private void episode(int id) {
        catalog.series()
                .saveEpisode(new Episode(
                        id, SERIES, 1, id, "", null, Details.NONE, new Source("file:/e.mp4"), clock.instant()));
    }

    private void put(String... keys) {
        for (String key : keys) {
            objects.put(key, new byte[] {1, 2, 3}, ObjectMeta.segment());
        }
    }

    private List<String> keys() {
        return objects.list("", 1000, null).items().stream()
                .map(ObjectInfo::key)
                .toList();
    }

    private Takedown order(Takedown.Target target, int content, Takedown.Order order) {
        return ((Takedowns.Outcome.Ordered) takedowns.order(target, content, order, "ann")).takedown();
    }

    @Test
    void withholdsWhatWasOrderedAndNothingElse() {
        order(Takedown.Target.CHANNEL, CHANNEL, ORDER);
        order(Takedown.Target.SERIES, SERIES, ORDER);

        assertThat(takedowns.streams()).containsExactlyInAnyOrder(CHANNEL, EPISODE);
        assertThat(takedowns.holds(catalog.channels().find(CHANNEL).orElseThrow()))
                .isTrue();
        assertThat(takedowns.holds(catalog.series().find(SERIES).orElseThrow())).isTrue();
        assertThat(takedowns.holds(catalog.movies().find(MOVIE).orElseThrow())).isFalse();
        assertThat(takedowns.holdsStream(MOVIE)).isFalse();
    }

    @Test
    void whatIsWrittenOfTheContentAgainDoesNotReviveIt() {
        order(Takedown.Target.CHANNEL, CHANNEL, ORDER);

        catalog.channels().delete(CHANNEL);
        content();

        assertThat(takedowns.holds(catalog.channels().find(CHANNEL).orElseThrow()))
                .isTrue();
    }

    @Test
    void aSecondOrderFindsTheFirst() {
        Takedown first = order(Takedown.Target.MOVIE, MOVIE, ORDER);

        assertThat(takedowns.order(Takedown.Target.MOVIE, MOVIE, DELETING, "bob"))
                .isEqualTo(new Takedowns.Outcome.Stands(first));
        assertThat(takedowns.order(Takedown.Target.MOVIE, 99, ORDER, "bob"))
                .isInstanceOf(Takedowns.Outcome.NoSuchContent.class);
    }

    @Test
    void movesObjectsOutOfTheSignedPathAndBack() {
        put("hls/2/720p/vod/a.ts", "hls/2/file/vod/a.mp4", "vod/2/1.m3u8", "hls/20/720p/vod/other.ts");
        Takedown takedown = order(Takedown.Target.MOVIE, MOVIE, ORDER);

        job.round(false);

        assertThat(keys())
                .containsExactlyInAnyOrder(
                        "hls/20/720p/vod/other.ts",
                        "withheld/2/hls/2/720p/vod/a.ts",
                        "withheld/2/hls/2/file/vod/a.mp4",
                        "withheld/2/vod/2/1.m3u8");

        takedowns.lift(takedown.id(), "ann");
        assertThat(takedowns.holdsStream(MOVIE))
                .as("until its objects are back")
                .isTrue();
        job.round(false);

        assertThat(keys())
                .containsExactlyInAnyOrder(
                        "hls/2/720p/vod/a.ts", "hls/2/file/vod/a.mp4", "vod/2/1.m3u8", "hls/20/720p/vod/other.ts");
        assertThat(objects.get("hls/2/720p/vod/a.ts", ByteRange.ALL)
                        .orElseThrow()
                        .meta())
                .isEqualTo(ObjectMeta.segment());
        assertThat(takedowns.holdsStream(MOVIE)).isFalse();
        assertThat(lifted).hasValue(1);
        assertThat(takedowns.find(takedown.id()).orElseThrow().lifted().by()).isEqualTo("ann");
    }

    @Test
    void isDoneOnlyWhenNothingHasComeForLong() {
        Takedown takedown = order(Takedown.Target.CHANNEL, CHANNEL, ORDER);
        put("hls/1/360p/2026112014/a.ts");
        job.round(false);
        put("hls/1/360p/2026112014/late.ts");
        clock.advance(TakedownJob.SETTLED);
        job.round(false);
        assertThat(takedowns.find(takedown.id()).orElseThrow().state()).isEqualTo(Takedown.State.ORDERED);

        job.round(false);

        assertThat(takedowns.find(takedown.id()).orElseThrow().state()).isEqualTo(Takedown.State.DONE);
        assertThat(keys()).allMatch(key -> key.startsWith("withheld/1/"));
        assertThat(job.isDue()).isFalse();
    }

    @Test
    void goesOnWhereAnotherProcessDied() {
        put("hls/2/720p/vod/a.ts", "hls/2/720p/vod/b.ts");
        order(Takedown.Target.MOVIE, MOVIE, ORDER);
        // It died between the copy and the deletion.
        put("withheld/2/hls/2/720p/vod/a.ts");
        leases.acquire("takedowns", "dead", Duration.ofMinutes(2));
        job.round(false);
        assertThat(keys()).contains("hls/2/720p/vod/b.ts");

        clock.advance(Duration.ofMinutes(3));
        job.round(false);

        assertThat(keys())
                .containsExactlyInAnyOrder("withheld/2/hls/2/720p/vod/a.ts", "withheld/2/hls/2/720p/vod/b.ts");
    }

    @Test
    void deletesWhereThatWasOrderedAndHasItMadeAnewLater() {
        put("hls/2/720p/vod/a.ts", "vod/2/1.m3u8");
        windows.replace(null, LiveWindow.empty(CHANNEL, 1, 2, clock.instant()));
        record();
        put("hls/1/360p/2026112014/a.ts");
        order(Takedown.Target.MOVIE, MOVIE, DELETING);
        order(Takedown.Target.CHANNEL, CHANNEL, DELETING);

        job.round(false);

        assertThat(keys()).isEmpty();
        assertThat(assets.find(MOVIE)).isEmpty();
        assertThat(windows.find(CHANNEL)).isEmpty();
        assertThat(archive.oldest(CHANNEL)).isEmpty();
    }

    private void record() {
        Format format = new Format(2, List.of(new Rendition("360p", "avc1.4d401f", 640, 360, 25, 1, 1)));
        String name = SegmentName.of(clock.instant(), 1, 0, 0).toString();
        archive.tape(CHANNEL, 1)
                .append(List.of(new Recorded(new Segment(name, 2000, clock.instant(), false), format, List.of(1L))));
    }

    @Test
    void leavesWhereItIsWhatAnotherTakedownWithholds() {
        put("hls/3/720p/vod/a.ts");
        Takedown whole = order(Takedown.Target.SERIES, SERIES, ORDER);
        order(Takedown.Target.EPISODE, EPISODE, ORDER);
        job.round(false);

        takedowns.lift(whole.id(), "ann");
        job.round(false);

        assertThat(keys()).containsExactly("withheld/3/hls/3/720p/vod/a.ts");
        assertThat(takedowns.holdsStream(EPISODE)).isTrue();
        assertThat(takedowns.holds(catalog.series().find(SERIES).orElseThrow())).isFalse();
    }

    @Test
    void takesInEpisodesThatComeLater() {
        order(Takedown.Target.SERIES, SERIES, ORDER);
        episode(NEXT_EPISODE);
        put("hls/4/720p/vod/a.ts");

        job.round(false);

        assertThat(takedowns.streams()).isEqualTo(Set.of(EPISODE, NEXT_EPISODE));
        assertThat(keys()).containsExactly("withheld/4/hls/4/720p/vod/a.ts");
    }

    @Test
    void aReasonIsNeeded() {
        assertThatThrownBy(() -> new Takedown.Order(" ", null, false)).isInstanceOf(IllegalArgumentException.class);
    }
}
