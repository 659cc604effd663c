package dev.headwater.core.guide;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.store.InMemoryTableStore;
import dev.headwater.core.store.Item;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is on after an import. */
class GuideImportTest extends GuideImporting {
    @Test
    void whatIsImportedIsOn() {
        GuideReport report = run(
                file("<channel id=\"a\"><display-name>Channel A</display-name></channel>", hours("a", NOON, 30, "t")));
        assertThat(report).isEqualTo(new GuideReport(1, 30, 0, 0, 2, 0, 0, 0));
        assertThat(all("a")).hasSize(30);
        Guide guide = new Guide(catalog, sources, clock);
        assertThat(guide.programmes("a", NOON.plusSeconds(1800), NOON.plusSeconds(3601)))
                .extracting(Programme::title)
                .containsExactly("t0", "t1");
        assertThat(guide.programmes("a", NOON.minusSeconds(10), NOON)).isEmpty();
        assertThat(guide.programmes("b", LONG_AGO, FAR)).isEmpty();
        assertThat(guide.programmes("", LONG_AGO, FAR)).isEmpty();
        assertThat(guide.programmes("x".repeat(2000), LONG_AGO, FAR)).isEmpty();
        assertThat(sources.find("first").orElseThrow().last()).isEqualTo(new GuideSource.Last(clock.instant(), 1, 30));
    }

    @Test
    void aProgrammeAcrossMidnightIsOnOnBothDays() {
        Instant late = Instant.parse("2026-11-20T23:30:00Z");
        run(file(programme("a", late, late.plus(Duration.ofHours(3)), "night")));
        Guide guide = new Guide(catalog, sources, clock);
        assertThat(guide.programmes("a", late.plus(Duration.ofHours(2)), late.plus(Duration.ofHours(4))))
                .hasSize(1);
    }

    @Test
    void orderDoesNotMatterAndMemoryDoesNotGrow() throws Exception {
        List<String> lines = new ArrayList<>();
        for (int channel = 0; channel < 20; channel++) {
            Collections.addAll(
                    lines, hours("c" + channel, NOON, 300, "some title").split("\n", -1));
        }
        run(file(lines.toArray(String[]::new)));
        Map<Object, String> ordered = items();
        Collections.shuffle(lines, new Random(1));
        InMemoryTableStore other = new InMemoryTableStore();
        GuideSources its = new GuideSources(other, clock);
        its.add(first);
        new GuideImport(other, its, clock, folder)
                .run(
                        new ByteArrayInputStream(
                                file(lines.toArray(String[]::new)).getBytes(UTF_8)),
                        first,
                        false,
                        GuideProgress.NONE);
        for (Item item : other.scan(1000, null).items()) {
            assertThat(item.body().json()).isEqualTo(ordered.get(item.key()));
        }
        try (DraftSorter sorter = new DraftSorter(folder, 1000)) {
            List<Integer> order =
                    new ArrayList<>(IntStream.range(0, 5000).boxed().toList());
            Collections.shuffle(order, new Random(2));
            for (int i : order) {
                sorter.add(
                        i % 7, i / 7, i, ProgrammeCodec.Texts.of(Programme.of(NOON, NOON.plusSeconds(1), "t" + i, "")));
            }
            assertThat(filesIn(folder)).isGreaterThan(10);
            try (DraftMerge merge = sorter.sorted()) {
                for (int channel = 0; channel < 7; channel++) {
                    for (int i = channel; i < 5000; i += 7) {
                        Draft draft = merge.next().orElseThrow();
                        assertThat(List.of((long) draft.channel(), draft.start(), draft.length()))
                                .containsExactly((long) channel, (long) i / 7, (long) i);
                    }
                }
                assertThat(merge.next()).isEmpty();
            }
        }
        assertThat(filesIn(folder)).isZero();
    }

    private static long filesIn(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.count();
        }
    }

    @Test
    void whatHasNoEndLastsUntilTheNextAndOverlapsAreCut() {
        run(file(
                programme("a", NOON, null, "open"),
                programme("a", NOON.plusSeconds(600), NOON.plusSeconds(5000), "long"),
                programme("a", NOON.plusSeconds(1200), NOON.plusSeconds(1200), "nothing"),
                programme("a", NOON.plusSeconds(1200), NOON.plusSeconds(1300), "same start"),
                programme("a", NOON.plusSeconds(3000), null, "last"),
                programme("b", NOON, NOON.plus(Duration.ofDays(5)), "for days")));
        assertThat(all("a"))
                .extracting(p ->
                        p.title() + " " + Duration.between(p.start(), p.stop()).toSeconds())
                .containsExactly("open 600", "long 600", "nothing 1800", "last 3600");
        assertThat(Duration.between(
                        all("b").getFirst().start(), all("b").getFirst().stop()))
                .isEqualTo(Duration.ofDays(1));
    }

    @Test
    void keepsTheDaysItIsToKeep() {
        GuideReport report = run(file(hours("a", NOON.minus(Duration.ofDays(20)), 24 * 50, "t")));
        assertThat(all("a").getFirst().start()).isEqualTo("2026-11-13T00:00:00Z");
        assertThat(all("a").getLast().start()).isEqualTo("2026-12-04T23:00:00Z");
        assertThat(report.outside() + report.programmes()).isEqualTo(24 * 50);
        assertThat(report.daysWritten()).isEqualTo(22);
    }

    @Test
    void writesOnlyWhatChanged() {
        String today = hours("a", NOON, 12, "t");
        Instant tomorrow = NOON.plus(Duration.ofHours(12));
        run(file(today, hours("a", tomorrow, 24, "u"), hours("b", NOON, 12, "b")));
        GuideReport same = run(file(today, hours("a", tomorrow, 24, "u"), hours("b", NOON, 12, "b")));
        assertThat(same.daysWritten()).isZero();
        assertThat(same.daysUnchanged()).isEqualTo(3);
        long version = new GuideVersion(catalog, clock).current();
        GuideReport changed = run(file(today, hours("a", tomorrow, 24, "changed"), hours("b", NOON, 12, "b")));
        assertThat(changed.daysWritten()).isEqualTo(1);
        assertThat(new GuideVersion(catalog, clock).current()).isEqualTo(version + 1);
        assertThat(titles("a")).contains("t11", "changed0").doesNotContain("u0");
    }

    @Test
    void keepsThePastThatSourcesForget() {
        run(file(
                hours("a", NOON.minus(Duration.ofHours(36)), 72, "old"),
                hours("gone", NOON.minus(Duration.ofHours(36)), 72, "g")));
        run("first", file(hours("a", NOON, 36, "new")), true);
        assertThat(titles("a"))
                .startsWith("old0")
                .contains("old35", "new0")
                .doesNotContain("old36")
                .hasSize(72);
        assertThat(titles("gone")).hasSize(24).doesNotContain("g24");
    }

    @Test
    void theBestSourceIsShownDayByDay() {
        sources.add(new GuideSource(2, "second", "/x", false, 5, "Z", GuideSource.Span.DEFAULT, null));
        run(file(hours("a", Instant.parse("2026-11-20T00:00:00Z"), 48, "first"), hours("only", NOON, 2, "first")));
        run(
                "second",
                file(programme(
                        "a", Instant.parse("2026-11-20T00:00:00Z"), Instant.parse("2026-11-21T00:30:00Z"), "second")),
                false);
        assertThat(all("a")).hasSize(25);
        assertThat(all("a").getFirst().title()).isEqualTo("second");
        assertThat(all("a").get(1).start()).isEqualTo("2026-11-21T00:00:00Z");
        assertThat(titles("only")).hasSize(2);
        assertThat(sources.remove("second")).isTrue();
        assertThat(all("a")).hasSize(48);
        assertThat(sources.remove("second")).isFalse();
        assertThat(items().keySet().toString()).doesNotContain("#0000000002");
    }

    @Test
    void aDayThatDoesNotFitIsCut() {
        Random random = new Random(3);
        StringBuilder day = new StringBuilder();
        for (int i = 0; i < 1400; i++) {
            String noise = random.ints(900, 'a', 'z')
                    .mapToObj(c -> Character.toString(c))
                    .collect(Collectors.joining());
            day.append(programme("a", NOON.plusSeconds(i * 30L), NOON.plusSeconds(i * 30L + 30), "t" + i)
                    .replace("</title>", "</title><desc>" + noise + "</desc>"));
        }
        assertThat(run(file(day.toString())).daysCut()).isEqualTo(1);
        assertThat(all("a")).hasSizeBetween(300, 1300);
    }

    @Test
    void anIdCanBeAnyText() {
        String odd = "ä #/|*.tv 😀\uffee";
        run(file(hours(odd, NOON, 3, "t"), hours("x".repeat(200), NOON, 1, "t"), hours("x".repeat(201), NOON, 1, "t")));
        assertThat(all(odd)).hasSize(3);
        assertThat(all("x".repeat(200))).hasSize(1);
    }
}
