package dev.headwater.api.listing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.account.ListSettings.Catchup;
import dev.headwater.core.catalog.Category;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.Listed;
import dev.headwater.core.media.Source;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Playlists are filled in right, whatever names are like and wherever a template is cut into blocks. */
class TemplatesPropertyTest {
    private static final LineText TEXT = new LineText("http://tv.example", "a b", "p/w", ".m3u8", Catchup.DEFAULT);

    @Property(tries = 300)
    void everyEntryIsTwoLinesAndKeepsItsName(
            @ForAll("names") List<String> names, @ForAll @IntRange(min = 1, max = 40) int block) throws IOException {
        StringBuilder template = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            template.append(M3uEntries.of(channel(i + 1, names.get(i), i % 3), new Category(1, "G", 0), true));
        }
        List<String> lines = fill(template.toString(), block).lines().toList();
        assertThat(lines).hasSize(2 * names.size());
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i).replace('"', '\'').replaceAll("[\u2028\u2029\u0085]", " ");
            assertThat(lines.get(2 * i)).startsWith("#EXTINF:-1 ").endsWith("\"," + name);
            assertThat(lines.get(2 * i + 1)).isEqualTo("http://tv.example/live/a%20b/p%2Fw/" + (i + 1) + ".m3u8");
            String source = "http://tv.example/timeshift/a%20b/p%2Fw/{duration:60}/{utc}/" + (i + 1) + ".m3u8";
            if (i % 3 > 0) {
                assertThat(lines.get(2 * i))
                        .contains(" catchup-days=\"" + i % 3 + "\"", "catchup-source=\"" + source + "\"");
            } else {
                assertThat(lines.get(2 * i)).doesNotContain("timeshift/");
            }
        }
    }

    @Provide
    Arbitrary<List<String>> names() {
        return Arbitraries.strings()
                .withChars("ab,\"'#:=%{}$\\ é日\u2028\u2029\uFEFF\u202E")
                .ofMinLength(1)
                .ofMaxLength(30)
                .filter(name -> !name.isBlank())
                .list()
                .ofMaxSize(6);
    }

    private static String fill(String template, int block) throws IOException {
        InputStream blocks = new ByteArrayInputStream(template.getBytes(UTF_8)) {
            @Override
            public int read(byte[] into) {
                return read(into, 0, Math.min(block, into.length));
            }
        };
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TEXT.fill(blocks, out);
        return out.toString(UTF_8);
    }

    private static Channel channel(int id, String name, int archiveDays) {
        return new Channel(
                id,
                Listed.plain(name, 1, Instant.EPOCH),
                0,
                List.of(new Source("testcard:")),
                null,
                null,
                archiveDays,
                false,
                Channel.Run.ALWAYS);
    }
}
