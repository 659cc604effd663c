package dev.headwater.core.importing;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever bytes a playlist has, it is read or refused, and what is read is fit for lists. */
@Tag("fuzz")
class M3uFuzzTest {
    private static final String LIST = """
            #EXTM3U x-tvg-url="http://h.example/guide.xml"
            #EXTINF:-1 tvg-id="one" tvg-chno="7" catchup-days="3" group-title="News, \u00e4\u05d0",One #1 \ud83d\ude00
            #EXTVLCOPT:http-user-agent=x
            http://h.example:8080/live/u/p/1.ts|User-Agent=x
            #EXTGRP:Adult
            #EXTINF:5 radio=true type='movie' tvg-logo="http://h.example/a.png",A \\"quoted\\" film (1999)
            https://[2001:db8::1]/movie/u/p/2.mkv?a=b#c
            #EXTINF:-1 tvg-name="Show S01E02" group-title="",
            http://h.example/series/u/p/3.mp4
            """;

    static Stream<byte[]> lists() {
        return Stream.concat(
                Stream.of(
                                StandardCharsets.UTF_8,
                                StandardCharsets.UTF_16,
                                StandardCharsets.UTF_16LE,
                                Charset.forName("windows-1252"))
                        .map(LIST::getBytes),
                Stream.of(
                                LIST.replace("\n", "\r\n"),
                                LIST.substring(LIST.indexOf('\n') + 1),
                                "#EXTM3U\n#EXT-X-VERSION:3\n#EXTINF:2,\na.ts\n",
                                "<!doctype html><html>")
                        .map(text -> text.getBytes(StandardCharsets.UTF_8)));
    }

    @MethodSource("lists")
    @FuzzTest(maxDuration = "10m")
    void itIsReadOrRefused(byte[] file) {
        Set<String> keys = new HashSet<>();
        try {
            M3uCatalogue.read(
                    new ByteArrayInputStream(file),
                    one -> {
                        assertThat(one.name()).isNotBlank().hasSizeLessThanOrEqualTo(200);
                        assertThat(one.name()).matches("[^\\p{Cntrl}\"\\p{Cs}]*");
                        assertThat(keys.add(one.getClass() + one.key())).isTrue();
                    },
                    new Notes());
        } catch (ImportException e) {
            assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
        }
    }
}
