package dev.headwater.core.hls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What others read is written in ASCII digits, whatever the machine's language. */
class LocaleTest {
    private final Locale before = Locale.getDefault();

    @BeforeEach
    void arabicDigits() {
        Locale.setDefault(Locale.of("ar", "EG"));
    }

    @AfterEach
    void asItWas() {
        Locale.setDefault(before);
    }

    @Test
    void namesAndPlaylists() {
        Instant start = Instant.parse("2026-11-20T13:59:50Z");
        SegmentName name = SegmentName.of(start, 3, 12, 255);
        assertThat(name).hasToString("2026112013-3-12-00000000000000ff");
        LiveWindow window =
                LiveWindow.empty(1, 3, 2, start).append(new Segment(name.toString(), 1960, start, false), 6, start);
        assertThat(Playlists.media(window)).contains("#EXTINF:1.960,").matches("\\p{ASCII}+");
        assertThat(Playlists.multivariant(List.of(), "/")).matches("\\p{ASCII}+");
    }
}
