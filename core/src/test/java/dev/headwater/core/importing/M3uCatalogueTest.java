package dev.headwater.core.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class M3uCatalogueTest {
    private final Notes notes = new Notes();

    private List<Imported> read(byte[] bytes) {
        List<Imported> found = new ArrayList<>();
        M3uCatalogue.read(new ByteArrayInputStream(bytes), found::add, notes);
        return found;
    }

    private List<Imported> read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String entry(String attributes, String name, String url) {
        return "#EXTINF:-1 " + attributes + "," + name + "\r\n" + url + "\r\n";
    }

    @Test
    void aLiveEntryKeepsWhatItsAttributesSay() {
        List<Imported> found = read("#EXTM3U\r\n"
                + entry(
                        "tvg-id=\"one.tv\" tvg-name=\"One\" tvg-logo=\"https://x.example/l.png\" tvg-chno=7 radio=\"true\""
                                + " catchup-days=\"5\" group-title=\"News, World\"",
                        "One, the first",
                        "http://x.example/1.ts"));

        assertThat(found).singleElement().isInstanceOfSatisfying(ImportedChannel.class, channel -> {
            assertThat(channel.name()).isEqualTo("One, the first");
            assertThat(channel.listing().category().name()).isEqualTo("News, World");
            assertThat(channel.listing().image()).isEqualTo("https://x.example/l.png");
            assertThat(channel.guideId()).isEqualTo("one.tv");
            assertThat(channel.position()).isEqualTo(7);
            assertThat(channel.archiveDays()).isEqualTo(5);
            assertThat(channel.radio()).isTrue();
        });
        assertThat(notes.count()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "News,                 http://h.example/1.ts,            live",
        "News,                 http://h.example/u/p/1,           live",
        "News,                 http://h.example/1.m3u8?x=a.mp4,  live",
        "Film S01E02,          http://h.example/live/u/p/1.mp4,  live",
        "Film (2020),          http://h.example/a/b.mkv?t=1,     movie",
        "Film (2020),          http://h.example/movie/u/p/1.ts,  movie",
        "Show S01E02,          http://h.example/series/u/p/9.ts, series",
        "Show 1x02 - Title,    http://h.example/9.MP4,           series",
        "Not an episode,       http://h.example/series/u/p/9.ts, movie",
        "1920x1080 test,       http://h.example/9.mp4,           movie"
    })
    void whatItIsShowsInPathExtensionAndName(String name, String url, String kind) {
        List<Imported> found = read(entry("", name, url));

        assertThat(found.getLast())
                .isInstanceOf(
                        switch (kind) {
                            case "live" -> ImportedChannel.class;
                            case "movie" -> ImportedMovie.class;
                            default -> ImportedEpisode.class;
                        });
    }

    @Test
    void episodesOfOneShowShareASeries() {
        List<Imported> found = read("#EXTM3U\n"
                + entry("group-title=\"A\"", "Show (2019) S01E01 Pilot", "http://h.example/1.mkv")
                + entry("group-title=\"B\"", "show (2019) S01 E02", "http://h.example/2.mkv")
                + entry("", "Show (2001) S01E01", "http://h.example/3.mkv"));

        assertThat(found)
                .filteredOn(ImportedSeries.class::isInstance)
                .extracting(Imported::name)
                .containsExactly("Show (2019)", "Show (2001)");
        assertThat(found)
                .filteredOn(ImportedEpisode.class::isInstance)
                .extracting(one ->
                        ((ImportedEpisode) one).season() + "/" + ((ImportedEpisode) one).number() + " " + one.name())
                .containsExactly("1/1 Pilot", "1/2 Episode 2", "1/1 Episode 1");
    }

    @Test
    void anEntryIsKnownAgainWhereverItsUrlLeads() {
        String first = read(entry("group-title=\"G\"", "One", "http://a.example/1.ts"))
                .getFirst()
                .key();
        List<Imported> twice = read(entry("group-title=\"G\"", "One", "http://b.example/2.ts")
                + entry("group-title=\"G\"", "One", "http://b.example/3.ts"));

        assertThat(twice.getFirst().key()).isEqualTo(first);
        assertThat(twice.getLast().key()).isNotEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252", "ISO-8859-1"})
    void everyEncodingThatIsFoundIsRead(String name) {
        Charset charset = Charset.forName(name);
        String mark = name.startsWith("UTF") ? "\ufeff" : "";

        List<Imported> found =
                read((mark + "#EXTM3U\n" + entry("group-title=\"Größe\"", "Café Ünï", "http://h.example/1.ts"))
                        .getBytes(charset));

        assertThat(found).singleElement().isInstanceOfSatisfying(ImportedChannel.class, channel -> {
            assertThat(channel.name()).isEqualTo("Café Ünï");
            assertThat(channel.listing().category().name()).isEqualTo("Größe");
        });
        assertThat(notes.first()).isEmpty();
    }

    @Test
    void aLineOfAMegabyteIsLeftOutWithItsNumberAndNothingElse() {
        List<Imported> found = read("#EXTM3U\n"
                + entry("", "Before", "http://h.example/1.ts")
                + entry("tvg-name=\"" + "x".repeat(1 << 20) + "\"", "Long", "http://h.example/2.ts")
                + entry("", "After", "http://h.example/3.ts"));

        assertThat(found).extracting(Imported::name).containsExactly("Before", "Unnamed", "After");
        assertThat(notes.first()).containsExactly("line 4: has more than 64 KB and is left out");
    }

    @Test
    void controlCharactersAndQuotesAreCleaned() {
        List<Imported> found = read("#EXTM3U\n"
                + entry(
                        "tvg-id=\"a\u0000b\" group-title=\"The \"Best\" \u001b[31mGroup\"",
                        "A \"quoted\"\u0007 na\u202eme",
                        "http://h.example/1.ts"));

        assertThat(found).singleElement().isInstanceOfSatisfying(ImportedChannel.class, channel -> {
            assertThat(channel.name()).isEqualTo("A 'quoted'  name");
            assertThat(channel.listing().category().name()).isEqualTo("The 'Best'  [31mGroup");
            assertThat(channel.guideId()).isEqualTo("a b");
        });
    }

    @Test
    void aListWithoutHeaderIsReadWithAWarning() {
        assertThat(read("#EXTINF:-1,One\nhttp://h.example/1.ts\n\nhttp://h.example/2.ts"))
                .hasSize(2);
        assertThat(notes.first()).singleElement().asString().contains("#EXTM3U");
    }

    @Test
    void groupsMayStandInALineOfTheirOwnAndOptionsArePassedOver() {
        List<Imported> found = read(
                "#EXTM3U\n#EXTINF:0,One\n#EXTGRP:Sports\n#EXTVLCOPT:http-user-agent=x\n#KODIPROP:a=b\nhttp://h.example/1.ts|User-Agent=x\n");

        assertThat(found).singleElement().isInstanceOfSatisfying(ImportedChannel.class, channel -> {
            assertThat(channel.listing().category().name()).isEqualTo("Sports");
            assertThat(channel.source().url()).isEqualTo("http://h.example/1.ts");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "udp://@239.0.0.1:1234",
                "file:/etc/passwd",
                "http://169.254.169.254/latest",
                "http://[::ffff:169.254.169.254]/x",
                "http://[fe80::1]/x",
                "rtmp://h.example/x",
                "http://under_score.example/x",
                "no address"
            })
    void whatMayNotBeOpenedIsLeftOutWithItsLine(String url) {
        assertThat(read("#EXTM3U\n" + entry("", "Bad", url) + entry("", "Good", "http://h.example/1.ts")))
                .extracting(Imported::name)
                .containsExactly("Good");
        assertThat(notes.first()).singleElement().asString().startsWith("line 3: ");
    }

    @Test
    void spellingsOfUrlsThatAreNoneAreMended() {
        assertThat(read(entry("", "One", "HTTP://h.example/a b/ü%zz.ts")))
                .singleElement()
                .isInstanceOfSatisfying(
                        ImportedChannel.class,
                        one -> assertThat(one.source().url()).isEqualTo("http://h.example/a%20b/%C3%BC%25zz.ts"));
    }

    @Test
    void aWebPageAndAStreamAreNoLists() {
        assertThatThrownBy(() -> read("<!doctype html><html>"))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("web page");
        assertThatThrownBy(() -> read("#EXTM3U\n#EXT-X-TARGETDURATION:6\n"))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("HLS");
    }
}
