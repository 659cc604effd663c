package dev.headwater.ingest.supervisor.title;

import dev.headwater.core.catalog.Catalog;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.catalog.Details;
import dev.headwater.core.catalog.Listed;
import dev.headwater.core.catalog.Movie;
import dev.headwater.core.catalog.Movies;
import dev.headwater.core.catalog.SeriesShelf;
import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Source;
import dev.headwater.core.store.ByteRange;
import dev.headwater.core.store.InMemoryTableStore;
import dev.headwater.core.store.ObjectInfo;
import dev.headwater.core.vod.Asset;
import dev.headwater.core.vod.Assets;
import dev.headwater.core.vod.TitleObjects;
import dev.headwater.core.vod.TitleSweeper;
import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.frames.Job;
import dev.headwater.ingest.supervisor.channel.Rig;
import dev.headwater.ingest.supervisor.children.Await;
import dev.headwater.ingest.supervisor.children.ScriptedLauncher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** For tests of {@link VodWorker}: a worker whose children say what the test has them say, and a film to be made. */
abstract class VodStage {
    static final int FILM = 7;

    @TempDir
    Path work;

    final Rig rig = new Rig();
    final InMemoryTableStore table = new InMemoryTableStore();
    final Assets assets = new Assets(table, rig.clock);
    final Movies movies = new Movies(table);
    VodWorker worker;

    private VodConfig config() {
        return new VodConfig(
                "a",
                List.of("none"),
                work.resolve("vod"),
                Ladder.SMALL,
                1,
                Duration.ofMinutes(2),
                Duration.ofHours(12),
                Duration.ofSeconds(30),
                Duration.ofMillis(20),
                Duration.ofSeconds(10),
                Duration.ofMillis(200),
                Duration.ofMinutes(5));
    }

    final VodWorker worker() {
        Catalog catalog = new Catalog(new Channels(table), movies, new SeriesShelf(table));
        TitlePackager packager =
                new TitlePackager(config(), rig.launcher, rig.objects, rig.keys, System::nanoTime, new Random(3));
        return new VodWorker(
                config(),
                catalog,
                rig.withheld,
                assets,
                rig.leases,
                rig.objects,
                rig.keys,
                rig.restoring,
                rig.clock,
                packager,
                System::nanoTime);
    }

    final TitleSweeper sweeper() {
        return new TitleSweeper(
                config().workerId(),
                config().retention(),
                assets,
                new TitleObjects(rig.objects),
                rig.keys,
                rig.leases,
                rig.restoring,
                rig.clock);
    }

    @BeforeEach
    final void film() {
        worker = worker();
        movies.save(new Movie(
                FILM, Listed.plain("A film", 1, rig.clock.instant()), Details.NONE, new Source("file:/films/a.mkv")));
    }

    @AfterEach
    final void stop() {
        worker.close();
    }

    final Asset asset() {
        return assets.find(FILM).orElseThrow();
    }

    final Asset await(Asset.State state) {
        Await.until(
                "the film is " + state,
                () -> assets.find(FILM).filter(asset -> asset.state() == state).isPresent());
        return asset();
    }

    final List<String> keys(String prefix) {
        return rig.objects.list(prefix, 1000, null).items().stream()
                .map(ObjectInfo::key)
                .toList();
    }

    final String text(String key) {
        return new String(rig.objects.get(key, ByteRange.ALL).orElseThrow().readAll(), StandardCharsets.UTF_8);
    }

    /** Who waits is derived: it is written behind the state. */
    final void awaitNobodyWaits() {
        Await.until("nobody waits any more", () -> assets.waiting().isEmpty());
    }

    /** Makes three segments on two renditions and an MP4 of 11 bytes. */
    static void makes(ScriptedLauncher.Child child) throws IOException {
        child.says(new Frame.Probed(6000, "h264", "aac", 1280, 720, 25));
        child.opens("720p", "360p").makes(0).makes(1).makes(2);
        Files.writeString(Path.of(((Job.Title) child.job).folder()).resolve(Job.Title.FILE), "ftyp-moov-m");
        child.says(new Frame.Finished(6000)).ends();
    }
}
