package dev.headwater.core.guide;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headwater.core.TestClock;
import dev.headwater.core.store.InMemoryTableStore;
import dev.headwater.core.store.Item;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A source, what imports it, and what is shown afterwards. */
abstract class GuideImporting {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss +0000").withZone(ZoneOffset.UTC);
    static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    static final Instant LONG_AGO = NOON.minus(Duration.ofDays(30));
    static final Instant FAR = NOON.plus(Duration.ofDays(30));

    @TempDir
    Path folder;

    final TestClock clock = TestClock.fixed();
    final InMemoryTableStore catalog = new InMemoryTableStore();
    final GuideSources sources = new GuideSources(catalog, clock);
    final GuideSource first = GuideSource.of(1, "first", "/first.xml");

    @BeforeEach
    void addSource() {
        sources.add(first);
    }

    GuideImport imports() {
        return new GuideImport(catalog, sources, clock, folder);
    }

    GuideReport run(String file) {
        return run("first", file, false);
    }

    GuideReport run(String source, String file, boolean yes) {
        try {
            return imports()
                    .run(
                            new ByteArrayInputStream(file.getBytes(UTF_8)),
                            sources.find(source).orElseThrow(),
                            yes,
                            GuideProgress.NONE);
        } catch (GuideRefusedException | IOException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** Without {@code stop} where it is null. */
    static String programme(String channel, Instant start, Instant stop, String title) {
        return "<programme channel=\"" + channel + "\" start=\"" + TIME.format(start) + "\""
                + (stop == null ? "" : " stop=\"" + TIME.format(stop) + "\"") + "><title>" + title
                + "</title></programme>\n";
    }

    static String hours(String channel, Instant from, int count, String title) {
        return IntStream.range(0, count)
                .mapToObj(i -> programme(
                        channel, from.plus(Duration.ofHours(i)), from.plus(Duration.ofHours(i + 1)), title + i))
                .collect(Collectors.joining());
    }

    static String file(String... inside) {
        return "<tv>" + String.join("", inside) + "</tv>";
    }

    /** As a reader sees it that has nothing in memory. */
    List<Programme> all(String guideId) {
        return new Guide(catalog, new GuideSources(catalog, clock), clock).programmes(guideId, LONG_AGO, FAR);
    }

    List<String> titles(String guideId) {
        return all(guideId).stream().map(Programme::title).toList();
    }

    Map<Object, String> items() {
        Map<Object, String> items = new HashMap<>();
        for (Item item : catalog.scan(1000, null).items()) {
            items.put(item.key(), item.body().json());
        }
        return items;
    }
}
