package dev.headwater.core.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ReadersPropertyTest {
    record Written(String name, String group, String guideId, int number) {}

    @Property(tries = 500)
    void whateverBytesComeNothingButItsOwnExceptionIsThrown(@ForAll("playlists") byte[] bytes) {
        List<Imported> found = new ArrayList<>();
        try {
            M3uCatalogue.read(new ByteArrayInputStream(bytes), found::add, new Notes());
        } catch (ImportException e) {
            return;
        }
        assertThat(found).allSatisfy(one -> {
            assertThat(one.name()).isNotBlank().hasSizeLessThanOrEqualTo(200);
            assertThat(one.name().chars().noneMatch(Character::isISOControl)).isTrue();
        });
        assertThat(found.stream().map(one -> one.getClass() + one.key())).doesNotHaveDuplicates();
    }

    @Property(tries = 500)
    void linesAndDescriptionsToo(@ForAll byte[] bytes) {
        NfoReader.read(new ByteArrayInputStream(bytes));
        try {
            LinesReader.read(new ByteArrayInputStream(bytes));
        } catch (ImportException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @Property(tries = 200)
    void whatIsWrittenIsRead(@ForAll("entries") List<Written> entries) {
        StringBuilder text = new StringBuilder("#EXTM3U\n");
        for (int i = 0; i < entries.size(); i++) {
            Written one = entries.get(i);
            text.append("#EXTINF:-1 tvg-id=\"%s\" tvg-chno=\"%d\" group-title=\"%s\",%s\nhttp://h.example/%d\n"
                    .formatted(one.guideId(), one.number(), one.group(), one.name(), i));
        }
        List<Written> found = new ArrayList<>();
        M3uCatalogue.read(
                new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)),
                one -> {
                    ImportedChannel channel = (ImportedChannel) one;
                    found.add(new Written(
                            one.name(),
                            channel.listing().category().name(),
                            String.valueOf(channel.guideId()),
                            channel.position()));
                },
                new Notes());
        assertThat(found).isEqualTo(entries);
    }

    @Provide
    Arbitrary<List<Written>> entries() {
        Arbitrary<String> word = Arbitraries.strings()
                .withChars("aZ09 ,;:='äß語-|#[]()")
                .ofMinLength(1)
                .ofMaxLength(30)
                .map(text -> ("x" + text).strip());
        return Combinators.combine(word, word, word, Arbitraries.integers().between(1, 9999))
                .as(Written::new)
                .list()
                .ofMaxSize(20);
    }

    /** Pieces that mean something, in any order, and noise. */
    @Provide
    Arbitrary<byte[]> playlists() {
        Arbitrary<byte[]> pieces = Arbitraries.of(
                        "#EXTM3U",
                        "#EXTINF:-1 ",
                        "#EXTINF:",
                        "#EXTGRP:",
                        "tvg-id=\"",
                        "group-title=",
                        "tvg-chno=99999999999",
                        "\"",
                        ",",
                        "\n",
                        "\r",
                        "Show S01E9999",
                        "S99999E1",
                        "1x1",
                        "http://h.example/series/a.mp4",
                        "https://[::1]:99999/",
                        "http://%",
                        "%%",
                        "http://h.example/a.mkv?b",
                        "|")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
        Arbitrary<byte[]> noise = Arbitraries.bytes().array(byte[].class).ofMaxSize(12);
        return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(5, pieces), net.jqwik.api.Tuple.of(1, noise))
                .list()
                .ofMaxSize(60)
                .map(ReadersPropertyTest::joined);
    }

    private static byte[] joined(List<byte[]> parts) {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        parts.forEach(out::writeBytes);
        return out.toByteArray();
    }
}
