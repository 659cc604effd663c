package dev.headwater.core.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.TestClock;
import dev.headwater.core.store.InMemoryTableStore;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class GuidePropertyTest {
    private static final Instant START = Instant.parse("2026-11-15T00:00:00Z");

    /** What follows what: minutes before it, minutes it lasts, what it is. */
    record Step(int gap, int minutes, Programme what) {}

    @Provide
    Arbitrary<List<Step>> schedules() {
        Arbitrary<String> texts =
                Arbitraries.strings().withCharRange(' ', '\ud7ff').ofMaxLength(40);
        Arbitrary<Numbering> numberings = Combinators.combine(
                        Arbitraries.integers().between(0, 3000),
                        Arbitraries.integers().between(1, 3000))
                .as(Numbering::new)
                .injectNull(0.5);
        Arbitrary<Programme> programmes = Combinators.combine(
                        texts, texts, texts, texts.list().ofMaxSize(3), texts.injectNull(0.5), numberings)
                .as((title, subtitle, description, categories, icon, numbering) -> new Programme(
                        START, START.plusSeconds(1), title, subtitle, description, "en", categories, icon, numbering));
        return Combinators.combine(
                        Arbitraries.integers().between(0, 600),
                        Arbitraries.integers().between(1, 1440),
                        programmes)
                .as(Step::new)
                .list()
                .ofMaxSize(20);
    }

    private static List<Programme> laidOut(List<Step> steps) {
        List<Programme> programmes = new ArrayList<>();
        Instant at = START;
        for (Step step : steps) {
            Instant start = at.plus(Duration.ofMinutes(step.gap()));
            Instant stop = start.plus(Duration.ofMinutes(step.minutes()));
            programmes.add(ProgrammeCodec.Texts.of(step.what()).at(start, stop));
            at = stop;
        }
        return programmes;
    }

    @Property
    void whatIsWrittenIsRead(@ForAll("schedules") List<Step> steps) {
        TestClock clock = TestClock.fixed();
        InMemoryTableStore catalog = new InMemoryTableStore();
        GuideSources sources = new GuideSources(catalog, clock);
        GuideSource source = GuideSource.of(1, "made", "");
        sources.add(source);
        List<Programme> programmes = laidOut(steps);
        new GuideWriter(catalog, clock).replace(source, Map.of("a", programmes.reversed()));
        Instant end = Instant.parse("2026-12-05T00:00:00Z");
        List<Programme> kept =
                programmes.stream().filter(p -> p.start().isBefore(end)).toList();
        Guide guide = new Guide(catalog, sources, clock);
        assertThat(guide.programmes("a", START, START.plus(Duration.ofDays(60))))
                .isEqualTo(kept);
        Instant from = START.plus(Duration.ofDays(2)).plusSeconds(1234);
        Instant to = from.plus(Duration.ofHours(30));
        assertThat(guide.programmes("a", from, to))
                .isEqualTo(kept.stream()
                        .filter(p -> p.start().isBefore(to) && p.stop().isAfter(from))
                        .toList());
    }

    @Property
    void damagedDaysAreRefusedAndNothingElse(@ForAll byte[] bytes) {
        try {
            ProgrammeCodec.read(ByteBuffer.wrap(bytes), START);
        } catch (IllegalArgumentException e) {
            assertThat(e).isNotNull();
        }
    }
}
