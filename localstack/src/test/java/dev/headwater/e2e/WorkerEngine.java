package dev.headwater.e2e;

import dev.headwater.aws.StubOrder.Engine;
import dev.headwater.aws.StubOrder.Made;
import dev.headwater.aws.StubOrder.MadeRendition;
import dev.headwater.aws.StubOrder.MadeSegment;
import dev.headwater.aws.StubOrder.Unreadable;
import dev.headwater.core.catalog.Catalog;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.catalog.Details;
import dev.headwater.core.catalog.Listed;
import dev.headwater.core.catalog.Movie;
import dev.headwater.core.catalog.Movies;
import dev.headwater.core.catalog.SeriesShelf;
import dev.headwater.core.catalog.Withheld;
import dev.headwater.core.hls.SegmentKeys;
import dev.headwater.core.hls.keys.ContentKeys;
import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Rendition;
import dev.headwater.core.media.Source;
import dev.headwater.core.store.ByteRange;
import dev.headwater.core.store.InMemoryObjectStore;
import dev.headwater.core.store.InMemorySecretStore;
import dev.headwater.core.store.InMemoryTableStore;
import dev.headwater.core.store.Leases;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.core.vod.Asset;
import dev.headwater.core.vod.Assets;
import dev.headwater.ingest.supervisor.title.VodConfig;
import dev.headwater.ingest.supervisor.title.VodWorker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Transcodes by the worker, in a headend of its own that lasts as long as one file. */
final class WorkerEngine implements Engine {
    private static final int FILM = 1;
    private static final String DURATION = "#EXTINF:";

    private final List<String> childCommand;
    private final Path folder;

    WorkerEngine(List<String> childCommand, Path folder) {
        this.childCommand = childCommand;
        this.folder = folder;
    }

    @Override
    public Made make(byte[] file, Ladder ladder) throws Unreadable {
        ObjectStore objects = new InMemoryObjectStore();
        Asset asset = packaged(file, ladder, objects);
        Asset.Packaged made = asset.packaged();
        if (made == null) {
            throw new Unreadable(String.valueOf(asset.error()));
        }
        List<MadeRendition> renditions = made.renditions().stream()
                .filter(Rendition::standsAlone) // MediaConvert reads no subtitles of these files
                .map(rendition -> new MadeRendition(rendition, segments(objects, made, rendition.name())))
                .toList();
        return new Made(renditions, read(objects, SegmentKeys.file(FILM, made.file())));
    }

    private Asset packaged(byte[] file, Ladder ladder, ObjectStore objects) {
        InMemoryTableStore table = new InMemoryTableStore();
        Clock clock = Clock.systemUTC();
        Assets assets = new Assets(table, clock);
        Movies movies = new Movies(table);
        Path path = folder.resolve("input");
        try {
            Files.write(path, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        movies.save(
                new Movie(FILM, Listed.plain("Film", 1, clock.instant()), Details.NONE, new Source("file:" + path)));
        assets.want(FILM);
        try (VodWorker worker = new VodWorker(
                config(ladder),
                new Catalog(new Channels(table), movies, new SeriesShelf(table)),
                Withheld.NOTHING,
                assets,
                new Leases(table, clock),
                objects,
                new ContentKeys(table, new InMemorySecretStore(), new SecureRandom(), clock),
                () -> false,
                clock,
                new SecureRandom())) {
            worker.start();
            Eventually.withinSeconds(60)
                    .until(
                            "the film comes to an end",
                            () -> assets.find(FILM)
                                    .filter(asset -> !asset.unfinished())
                                    .isPresent());
        }
        return assets.find(FILM).orElseThrow();
    }

    private VodConfig config(Ladder ladder) {
        return new VodConfig(
                "service",
                childCommand,
                folder.resolve("work"),
                ladder,
                1,
                Duration.ofMinutes(2),
                Duration.ofHours(1),
                Duration.ofSeconds(30),
                Duration.ofMillis(100),
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                Duration.ofMinutes(5));
    }

    private static List<MadeSegment> segments(ObjectStore objects, Asset.Packaged made, String rendition) {
        List<MadeSegment> segments = new ArrayList<>();
        double seconds = 0;
        String playlist = new String(read(objects, made.playlist()), StandardCharsets.UTF_8);
        for (String line : playlist.lines().toList()) {
            if (line.startsWith(DURATION)) {
                seconds = Double.parseDouble(line.substring(DURATION.length()).replace(",", ""));
            } else if (!line.startsWith("#")) {
                byte[] bytes = read(objects, SegmentKeys.vodFolder(FILM, rendition) + line);
                segments.add(new MadeSegment((int) Math.round(seconds * 1000), bytes));
            }
        }
        return segments;
    }

    private static byte[] read(ObjectStore objects, String key) {
        return objects.get(key, ByteRange.ALL).orElseThrow().readAll();
    }
}
