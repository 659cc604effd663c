package dev.headwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A guide in local times, over a night in which clocks change: parsers and the client read the instants that were meant. */
class GuideAcrossClockChangeTest {
    private static final DateTimeFormatter WITH_OFFSET = DateTimeFormatter.ofPattern("yyyyMMddHHmmss Z", Locale.ROOT);
    private static final DateTimeFormatter WITHOUT = DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT);
    private static final int HALF_HOURS = 24;

    private final Instant now = Instant.now();
    private final Change change = nearest(now);

    @Test
    void everyoneReadsTheSameInstants(@TempDir Path folder) throws Exception {
        List<Instant> starts = Stream.concat(around(change.at()), around(now))
                .distinct()
                .sorted()
                .toList();
        Files.writeString(folder.resolve("list.m3u"), """
                #EXTM3U
                #EXTINF:-1 tvg-id="offset.tv",With offsets
                http://panel.invalid/live/u/p/1.ts
                #EXTINF:-1 tvg-id="local.tv",Without
                http://panel.invalid/live/u/p/2.ts
                """);
        Files.writeString(
                folder.resolve("guide.xml"),
                "<tv>" + channel("offset.tv", starts, this::withOffset) + channel("local.tv", starts, this::without)
                        + "</tv>");
        List<List<Long>> meant = starts.stream()
                .map(start -> List.of(start.getEpochSecond(), end(start).getEpochSecond()))
                .toList();
        Path expected = folder.resolve("expected.json");
        new ObjectMapper().writeValue(expected.toFile(), Map.of("offset.tv", meant, "local.tv", meant));
        try (HeadwaterProcess headwater = HeadwaterProcess.up(folder.resolve("data"), "--no-demo")) {
            headwater.command("import", "m3u", folder.resolve("list.m3u").toString(), "--name", "two");
            headwater.command(
                    "guide",
                    "add",
                    "local",
                    folder.resolve("guide.xml").toString(),
                    "--zone",
                    change.zone().getId(),
                    "--days-behind",
                    "60",
                    "--days-ahead",
                    "60");
            headwater.command("guide", "import", "local");
            HeadwaterProcess.Line line = headwater.line("clock", 1);
            Eventually.withinSeconds(20)
                    .until(
                            "the guide is shown",
                            () -> Http.get(line.base() + "/xmltv.php?username=" + line.name() + "&password="
                                            + line.password())
                                    .body()
                                    .contains("local.tv"));
            JsonNode found = NodeModules.run(
                    "conformance/run.mjs", "clock", line.base(), line.name(), line.password(), expected.toString());
            assertThat(found.path("channels").asInt()).isEqualTo(2);
            assertThat(found.path("programmes").asInt()).isEqualTo(2 * starts.size());
        }
    }

    private static Stream<Instant> around(Instant moment) {
        Instant hour = moment.truncatedTo(ChronoUnit.HOURS);
        return IntStream.range(-HALF_HOURS / 2, HALF_HOURS / 2).mapToObj(i -> hour.plus(Duration.ofMinutes(30L * i)));
    }

    private static Instant end(Instant start) {
        return start.plus(Duration.ofMinutes(30));
    }

    /** As if clocks changed in this hour too: what stands before it has the one offset, what stands behind it the other. */
    private String withOffset(Instant at) {
        boolean isNear = Duration.between(now, at).abs().toDays() < 1;
        boolean isBefore = at.isBefore(now.truncatedTo(ChronoUnit.HOURS));
        Instant like = change.at().plus(Duration.ofHours(isBefore ? -1 : 1));
        ZoneId offset = change.zone().getRules().getOffset(isNear ? like : at);
        return WITH_OFFSET.withZone(offset).format(at);
    }

    private String without(Instant at) {
        return WITHOUT.withZone(change.zone()).format(at);
    }

    private String channel(String id, List<Instant> starts, Function<Instant, String> local) {
        List<String> programmes = new ArrayList<>();
        for (Instant start : starts) {
            programmes.add("<programme channel=\"%s\" start=\"%s\" stop=\"%s\"><title>At %s</title></programme>"
                    .formatted(id, local.apply(start), local.apply(end(start)), start));
        }
        return "<channel id=\"" + id + "\"><display-name>" + id + "</display-name></channel>"
                + String.join("", programmes);
    }

    /** When clocks change where. */
    private record Change(ZoneId zone, Instant at) {}

    /** A guide keeps 60 days either way, which nearly always hold a change of clocks somewhere. */
    private static Change nearest(Instant now) {
        return Stream.of("Europe/Berlin", "America/New_York", "America/Santiago", "Australia/Sydney", "Africa/Cairo")
                .map(ZoneId::of)
                .flatMap(zone -> Stream.of(
                                zone.getRules().previousTransition(now),
                                zone.getRules().nextTransition(now))
                        .map(transition -> new Change(zone, transition.getInstant())))
                .min(Comparator.comparing(
                        change -> Duration.between(now, change.at()).abs()))
                .filter(change -> Duration.between(now, change.at()).abs().toDays() < 58)
                .orElseGet(() -> new Change(ZoneId.of("Europe/Berlin"), now));
    }
}
