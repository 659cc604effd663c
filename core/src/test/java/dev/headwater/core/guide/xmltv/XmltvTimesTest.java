package dev.headwater.core.guide.xmltv;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XmltvTimesTest {
    private static final XmltvTimes UTC = new XmltvTimes(ZoneOffset.UTC);
    private static final XmltvTimes BERLIN = new XmltvTimes(ZoneId.of("Europe/Berlin"));

    private static Instant at(XmltvTimes times, String text, Instant notBefore) {
        return Instant.ofEpochSecond(
                times.read(text, notBefore.getEpochSecond()).orElseThrow());
    }

    private static Instant at(XmltvTimes times, String text) {
        return at(times, text, Instant.EPOCH);
    }

    @ParameterizedTest
    @CsvSource({
        "20261120140000 +0000, 2026-11-20T14:00:00Z",
        "20261120140000 +0100, 2026-11-20T13:00:00Z",
        "20261120140000 -0330, 2026-11-20T17:30:00Z",
        "20261120140000+02:00, 2026-11-20T12:00:00Z",
        "20261120140000 Z, 2026-11-20T14:00:00Z",
        "20261120140000 UTC, 2026-11-20T14:00:00Z",
        "20261120140000, 2026-11-20T14:00:00Z",
        "202611201400, 2026-11-20T14:00:00Z",
        "20261120, 2026-11-20T00:00:00Z",
        "20261120235960 +0000, 2026-11-20T23:59:59Z",
        "20240229000000 +0000, 2024-02-29T00:00:00Z"
    })
    void readsTheFormsThatAreSeen(String text, Instant expected) {
        assertThat(at(UTC, text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026",
                "20261301000000",
                "20260230000000",
                "20261120250000",
                "20261120140000 MARS",
                "20261120140000 +9900",
                "2026112014000 +0000",
                "x20261120140000"
            })
    void refusesOthers(String text) {
        assertThat(UTC.read(text, 0)).isEqualTo(OptionalLong.empty());
    }

    @Test
    void knowsTheNightInWhichAnHourIsShownTwice() {
        Instant first = at(BERLIN, "20261025023000");
        assertThat(first).isEqualTo("2026-10-25T00:30:00Z");
        assertThat(at(BERLIN, "20261025020000", first.plusSeconds(1))).isEqualTo("2026-10-25T01:00:00Z");
        assertThat(at(BERLIN, "20261025033000", first)).isEqualTo("2026-10-25T02:30:00Z");
        assertThat(at(BERLIN, "20261025023000", Instant.parse("2026-10-26T00:00:00Z")))
                .as("where neither is later, the first")
                .isEqualTo(first);
    }

    @Test
    void knowsTheNightInWhichAnHourIsLeftOut() {
        assertThat(at(BERLIN, "20260329015959")).isEqualTo("2026-03-29T00:59:59Z");
        assertThat(at(BERLIN, "20260329023000")).isEqualTo("2026-03-29T01:30:00Z");
        assertThat(at(BERLIN, "20260329030000")).isEqualTo("2026-03-29T01:00:00Z");
    }
}
