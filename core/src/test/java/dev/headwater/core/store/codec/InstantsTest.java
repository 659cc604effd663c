package dev.headwater.core.store.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantsTest {
    private static final long YEAR_ONE = -62_135_596_800L;
    private static final long YEAR_TEN_THOUSAND = 253_402_300_799L;

    @Property
    void timesAreReadAsTheyAreWritten(
            @ForAll @LongRange(min = YEAR_ONE, max = YEAR_TEN_THOUSAND) long seconds, @ForAll("fractions") int nanos) {
        Instant written = Instant.ofEpochSecond(seconds, nanos);
        String text = written.toString();
        int day = Integer.parseInt(text.substring(8, 10));
        assertThat(Instants.plain(text)).isEqualTo(day > 28 ? null : written);
    }

    @Provide
    Arbitrary<Integer> fractions() {
        return Arbitraries.oneOf(
                Arbitraries.just(0),
                Arbitraries.integers().between(0, 999).map(millis -> millis * 1_000_000),
                Arbitraries.integers().between(0, 999_999).map(micros -> micros * 1_000),
                Arbitraries.integers().between(0, 999_999_999));
    }

    @Property
    void whateverIsReadIsWhatAFormatterReads(@ForAll @IntRange(min = 0, max = 29) int at, @ForAll("signs") char sign) {
        StringBuilder text = new StringBuilder("2026-11-22T10:30:59.123456789Z");
        text.setCharAt(at, sign);
        Instant plain = Instants.plain(text.toString());
        assertThat(plain == null || plain.equals(formatted(text.toString())))
                .as(text.toString())
                .isTrue();
    }

    @Provide
    Arbitrary<Character> signs() {
        return Arbitraries.of(
                "0123456789-:.TtZz+ ²".chars().mapToObj(c -> (char) c).toList());
    }

    private static Instant formatted(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "now",
                "2026-11-22",
                "2026-11-22T10:30Z",
                "2026-13-22T10:30:00Z",
                "2026-00-22T10:30:00Z",
                "2026-11-00T10:30:00Z",
                "2026-02-30T10:30:00Z",
                "2026-11-22T24:00:00Z",
                "2026-11-22T23:60:00Z",
                "2026-11-22T23:59:60Z",
                "2026-11-22T23:59:59.Z",
                "2026-11-22T23:59:59.1234567890Z",
                "2026-11-22T23:59:59+01:00",
                "+12026-11-22T10:30:00Z",
                "2026-11-22T10:30:00.-1Z"
            })
    void whatIsNotWrittenSoIsLeftToJackson(String text) {
        assertThat(Instants.plain(text)).isNull();
    }
}
