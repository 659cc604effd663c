package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.account.ListSettings;
import dev.headwater.core.account.ListSettings.Catchup;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What Kodi makes of our playlists: addresses of the past as the protocol spells them. */
abstract class KodiCatchupSuite extends HttpSuite {
    /** Minutes, start and id, by the protocol's table of stream addresses. */
    private static final Pattern TIMESHIFT = Pattern.compile(
            "/timeshift/(?:kodi|plain)/s3cret-word/(?<minutes>\\d{1,4})/(?<start>\\d{10}|\\d{4}-\\d\\d-\\d\\d:\\d\\d-\\d\\d)/(?<id>\\d+)\\.(?:ts|m3u8)");

    private static final DateTimeFormatter START = DateTimeFormatter.ofPattern("yyyy-MM-dd:HH-mm", Locale.ROOT);
    private static final Instant BEGAN = Instant.parse("2026-03-29T00:30:00Z");
    private static final Duration LENGTH = Duration.ofMinutes(95);

    private final Fill fill = new Fill(headend);
    private int channel;

    @Override
    void fill() {
        channel = fill.channel("One", "News", c -> Fill.described(c, "https://x.example/l.png", "one.tv", 7))
                .id();
        fill.line("plain", "s3cret-word");
        fill.line("kodi", "s3cret-word", l -> l.withLists(new ListSettings(true, Catchup.XC)));
        fill.line("shift", "s3cret-word", l -> l.withLists(new ListSettings(true, Catchup.SHIFT)));
    }

    @Test
    void theTemplateNamesTheInstantWhereverTheDeviceStands() {
        for (String zone : List.of("UTC", "Europe/Berlin", "Asia/Kathmandu", "America/St_Johns")) {
            for (String output : List.of("ts", "m3u8")) {
                Matcher m = timeshift(kodi(zone), entry("plain", output));
                assertThat(Instant.ofEpochSecond(Long.parseLong(m.group("start"))))
                        .as(zone)
                        .isEqualTo(BEGAN);
            }
        }
    }

    /** Which is why it is not what lines get unasked: away from UTC the clock of the device is not ours. */
    @Test
    void madeOfTheLiveAddressItNamesTheClockOfTheDevice() {
        for (String output : List.of("ts", "m3u8")) {
            assertThat(asUtc(timeshift(kodi("UTC"), entry("kodi", output)))).isEqualTo(BEGAN);
            assertThat(asUtc(timeshift(kodi("Europe/Berlin"), entry("kodi", output))))
                    .isEqualTo(BEGAN.plus(Duration.ofHours(1)));
        }
    }

    @Test
    void ofLiveAddressesKodiKnowsThoseWeWriteAndNoneThatEndsInTs() {
        String base = "http://tv.example:8080";
        for (String form :
                List.of("/live/kodi/s3cret-word/7", "/live/kodi/s3cret-word/7.m3u8", "/kodi/s3cret-word/7")) {
            assertThat(kodi("UTC").url(xc(base + form), BEGAN, LENGTH)).as(form).isPresent();
        }
        for (String form : List.of("/live/kodi/s3cret-word/7.ts", "/live/kodi/s3cret-word/7?a=b", "/base/live/u/p/7")) {
            assertThat(kodi("UTC").url(xc(base + form), BEGAN, LENGTH)).as(form).isEmpty();
        }
        assertThat(entries("kodi", "ts"))
                .allSatisfy(
                        entry -> assertThat(entry.url()).doesNotEndWith(".ts").doesNotContain("?"));
    }

    @Test
    void shiftIsAQuestionToTheLiveAddress() {
        Instant began = headend.clock().instant().minus(LENGTH);
        fill.kept(channel, began, 3);
        for (String output : List.of("ts", "m3u8")) {
            M3u.Entry entry = entry("shift", output);
            URI asked =
                    URI.create(kodi("Europe/Berlin").url(entry, began, LENGTH).orElseThrow());
            assertThat(asked.getQuery())
                    .isEqualTo("utc=" + began.getEpochSecond() + "&lutc="
                            + headend.clock().instant().getEpochSecond());
            assertThat(asked.toString()).startsWith(entry.url() + "?");
            assertThat(door.send(Ask.of("HEAD", asked.getPath() + "?" + asked.getQuery()))
                            .status())
                    .isIn(200, 302);
        }
    }

    @Test
    void aListWithoutAttributesTellsKodiOfNoPast() {
        M3u.Entry bare = M3u.parse(get("/get.php?username=kodi&password=s3cret-word&type=m3u")
                        .text())
                .entries()
                .getFirst();
        assertThat(kodi("UTC").url(bare, BEGAN, LENGTH)).isEmpty();
    }

    private Matcher timeshift(KodiCatchup kodi, M3u.Entry entry) {
        URI built = URI.create(kodi.url(entry, BEGAN, LENGTH).orElseThrow());
        Matcher m = TIMESHIFT.matcher(built.getRawPath());
        assertThat(m.matches()).as(built.toString()).isTrue();
        assertThat(built.getRawQuery()).isNull();
        assertThat(m.group("minutes")).isEqualTo("95");
        assertThat(m.group("id")).isEqualTo(Integer.toString(channel));
        return m;
    }

    private static Instant asUtc(Matcher m) {
        return LocalDateTime.parse(m.group("start"), START).toInstant(ZoneOffset.UTC);
    }

    private KodiCatchup kodi(String zone) {
        return new KodiCatchup(ZoneId.of(zone), headend.clock().instant());
    }

    private static M3u.Entry xc(String live) {
        return new M3u.Entry(Map.of("catchup", "xc"), "One", live);
    }

    private M3u.Entry entry(String line, String output) {
        return entries(line, output).getFirst();
    }

    private List<M3u.Entry> entries(String line, String output) {
        return M3u.parse(get("/get.php?username=" + line + "&password=s3cret-word&type=m3u_plus&output=" + output)
                        .text())
                .entries();
    }
}
