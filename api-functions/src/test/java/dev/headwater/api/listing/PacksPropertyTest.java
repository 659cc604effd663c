package dev.headwater.api.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Bytes come out as they went in, in memory and through files. */
class PacksPropertyTest {
    @Property(tries = 60)
    void everyDocumentIsWhereTheIndexSays(
            @ForAll @Size(max = 5) List<@IntRange(max = 400_000) Integer> lengths, @ForAll Random random)
            throws IOException {
        Path folder = Files.createTempDirectory("packs");
        try (PackWriter pack = new PackWriter(folder)) {
            List<byte[]> documents = new ArrayList<>();
            for (int length : lengths) {
                byte[] bytes = new byte[length];
                for (int i = 0; i < length; i++) {
                    bytes[i] = (byte) random.nextInt(8);
                }
                pack.begin();
                for (int from = 0; from < length; ) {
                    int part = Math.min(length - from, 1 + random.nextInt(100_000));
                    pack.write(bytes, from, part);
                    from += part;
                }
                pack.end("d" + documents.size());
                documents.add(bytes);
            }
            PackIndex index = PackIndex.decode(pack.index().encode());
            assertThat(index).isEqualTo(pack.index());
            for (int i = 0; i < documents.size(); i++) {
                PackIndex.Entry entry = index.find("d" + i).orElseThrow();
                assertThat(part(pack.plain(), entry.plain())).isEqualTo(documents.get(i));
                byte[] gzip = part(pack.gzip(), entry.gzip());
                try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
                    assertThat(in.readAllBytes()).isEqualTo(documents.get(i));
                }
            }
            assertThat(pack.plain().open().readAllBytes())
                    .hasSize((int) pack.plain().length());
        }
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder)) {
            assertThat(left).isEmpty();
        }
        Files.delete(folder);
    }

    @Property(tries = 100)
    void rowsComeByPositionThenIdAndGroupByGroup(
            @ForAll @Size(max = 200) List<@IntRange(min = -3, max = 3) Integer> positions) throws IOException {
        Path folder = Files.createTempDirectory("rows");
        try (Rows rows = new Rows(folder)) {
            for (int i = 0; i < positions.size(); i++) {
                rows.write("row " + i + ";");
                rows.end(positions.get(i), i, i % 3, 1);
            }
            int[] expected = Arrays.stream(rows.all()).toArray();
            for (int i = 1; i < expected.length; i++) {
                int before = positions.get(expected[i - 1]);
                int here = positions.get(expected[i]);
                assertThat(before < here || (before == here && expected[i - 1] < expected[i]))
                        .isTrue();
            }
            rows.byGroup(rows.all(), (group, members) -> {
                for (int row : members) {
                    ByteArrayOutputStream out = new ByteArrayOutputStream();
                    rows.copy(row, out);
                    assertThat(out).hasToString("row " + row);
                    assertThat(row % 3).isEqualTo(group);
                }
                assertThat(members)
                        .containsExactly(Arrays.stream(expected)
                                .filter(row -> row % 3 == group)
                                .toArray());
            });
        }
        Files.delete(folder);
    }

    private static byte[] part(Spool spool, PackIndex.Part part) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        spool.copy(part.offset(), part.length(), out);
        return out.toByteArray();
    }
}
