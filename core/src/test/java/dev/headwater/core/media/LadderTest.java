package dev.headwater.core.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LadderTest {
    @Test
    void rungsAreReadAsTheyAreSpelled() {
        assertThat(RungSpec.read(List.of("1280x720@1800k:160k", "854x480@1.2M", "426x240@350k")))
                .containsExactly(
                        new Rung("720p", 1280, 720, 1_800_000, 160_000),
                        new Rung("480p", 854, 480, 1_200_000, 128_000),
                        new Rung("240p", 426, 240, 350_000, 96_000));
    }

    @Test
    void rungsOfOneHeightAreToldApartByTheirBits() {
        assertThat(RungSpec.read(List.of("1280x720@3M", "1280x720@1500k")))
                .extracting(Rung::name)
                .containsExactly("720p", "720p1500");
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        for (Ladder preset : Ladder.presets()) {
            List<String> written = preset.rungs().stream().map(RungSpec::write).toList();
            assertThat(RungSpec.read(written)).isEqualTo(preset.rungs());
        }
        assertThat(RungSpec.write(new Rung("720p", 1280, 720, 1_833_333, 128_000)))
                .isEqualTo("1280x720@1833.333k:128k");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1280x720",
                "1280x720@",
                "1280x720@1800",
                "1280x720@1800K",
                "x720@1800k",
                "1280x720@1800k:",
                "1280x720@1800k:128",
                "99999x720@1800k",
                "1280x720@1800k 640x360@600k",
                "-2x720@1800k"
            })
    void anythingElseIsNoRung(String spec) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RungSpec.read(List.of(spec)))
                .withMessage("a rung is spelled as 1280x720@1800k or 1280x720@1800k:128k");
    }

    @ParameterizedTest
    @CsvSource({
        "1281x720@1800k,      a picture of 1281x720 has an odd side",
        "0x720@1800k,         the sides of a picture are 2 to 3840 pixels",
        "3842x720@1800k,      the sides of a picture are 2 to 3840 pixels",
        "1280x720@49k,        a picture takes 50k to 50M bit/s",
        "1280x720@51M,        a picture takes 50k to 50M bit/s",
        "1280x720@99999M,     a picture takes 50k to 50M bit/s",
        "1280x720@1800k:31k,  sound takes 32k to 512k bit/s",
        "1280x720@1800k:513k, sound takes 32k to 512k bit/s"
    })
    void whatNoEncoderTakesIsRefused(String spec, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RungSpec.read(List.of(spec)))
                .withMessageStartingWith(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"720pv", "text1", "audio0", "720P", "0123456789abcdef", ""})
    void aRungIsNotCalledAsWhatIsBesideIt(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Rung(name, 1280, 720, 1_800_000, 128_000));
    }

    @Test
    void rungsFall() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ladder("1280x720@1800k", "640x360@1800k"))
                .withMessageContaining("lower bit rate");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ladder("640x360@1800k", "1280x720@600k"))
                .withMessageContaining("none larger");
    }

    @Test
    void noMoreRungsThanPlayersMakeUseOf() {
        List<String> seven =
                Stream.of(7, 6, 5, 4, 3, 2, 1).map(n -> "640x360@" + n + "M").toList();
        assertThat(RungSpec.read(seven.subList(1, 7))).hasSize(6);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RungSpec.read(seven))
                .withMessage("a ladder has 1 to 6 rungs");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Ladder("none", 25, List.of()))
                .withMessage("a ladder has 1 to 6 rungs");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Ladder(
                        "same", 25, Collections.nCopies(2, Ladder.TINY.rungs().getFirst())))
                .withMessageContaining("the same name");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 61})
    void framesASecondHaveALimit(int frameRate) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Ladder("fast", frameRate, Ladder.TINY.rungs()))
                .withMessage("a ladder has 1 to 60 frames a second");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "A", "a b", "a/b", "..", "ä", "012345678901234567890123456789012"})
    void namesArePlain(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Ladder(name, 25, Ladder.TINY.rungs()))
                .withMessageStartingWith("a ladder's name is");
    }

    private static Ladder ladder(String... rungs) {
        return new Ladder("some", 25, RungSpec.read(List.of(rungs)));
    }
}
