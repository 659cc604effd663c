package dev.headwater.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.api.admin.Operations;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ColumnTest {
    @Test
    void aListIsATableWithAlignedColumns() throws Exception {
        assertThat(print("[{\"id\":1,\"name\":\"Ada\",\"extra\":0},{\"id\":12,\"bouquets\":[\"a\",\"b\"]}]"))
                .isEqualTo("""
                ID  NAME  BOUQUETS
                1   Ada   -
                12  -     a, b
                """);
        assertThat(print("[]")).isEqualTo("(none)\n");
    }

    @Test
    void longListsAndFineTimesAreCutInATable() throws Exception {
        String json = "[{\"id\":\"2026-11-21T09:30:00.123456789Z\",\"name\":\"v1.2Z\","
                + "\"bouquets\":[\"a\",\"b\",\"c\",\"d\",\"e\"]}]";
        assertThat(print(json)).isEqualTo("""
                ID                    NAME   BOUQUETS
                2026-11-21T09:30:00Z  v1.2Z  a, b, c and 2 more
                """);
    }

    @Test
    void anObjectIsALineAFieldItsPartsAmongThem() throws Exception {
        assertThat(print("{\"name\":\"Ada\",\"links\":{\"m3u\":\"http://x\"}}")).isEqualTo("""
                name  Ada
                m3u   http://x
                """);
    }

    private static String print(String json) throws Exception {
        JsonNode answer = Operations.JSON.readTree(json);
        StringWriter text = new StringWriter();
        Column.print(new PrintWriter(text), Column.of("id", "name", "bouquets"), answer);
        return text.toString();
    }
}
