package dev.headwater.core.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.core.account.LineStatus;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinesReaderTest {
    private static List<ImportedLine> read(String text) {
        return LinesReader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void columnsGoByTheWordsOfOtherSystems() {
        List<ImportedLine> lines =
                read("\ufeffid;Username;Password;exp_date;max_connections;bouquet;enabled;is_trial\r\n"
                        + "1;anna;\"p;\"\"1\"\"\";1893456000;2;\"[\"\"Sport\"\",\"\"News\"\"]\";1;0\r\n"
                        + "2;ben;secret;;0;;0;1\r\n\r\n");

        assertThat(lines).hasSize(2);
        ImportedLine anna = lines.getFirst();
        assertThat(anna.password()).isEqualTo("p;\"1\"");
        assertThat(anna.expiresAt()).isEqualTo(Instant.ofEpochSecond(1_893_456_000L));
        assertThat(anna.connections()).isEqualTo(2);
        assertThat(anna.bouquets()).containsExactly("Sport", "News");
        assertThat(anna.status()).isEqualTo(LineStatus.ACTIVE);
        ImportedLine ben = lines.getLast();
        assertThat(ben.expiresAt()).isNull();
        assertThat(ben.connections()).isEqualTo(500);
        assertThat(ben.status()).isEqualTo(LineStatus.DISABLED);
        assertThat(ben.trial()).isTrue();
        assertThat(lines.toString()).doesNotContain("secret");
    }

    @Test
    void datesAreWrittenInManyWays() {
        assertThat(
                        read(
                                "name,expires\na,2027-01-31\nb,2027-01-31 12:00:00\nc,2027-01-31T12:00:00Z\nd,never\ne,1893456000000"))
                .extracting(ImportedLine::expiresAt)
                .containsExactly(
                        Instant.parse("2027-02-01T00:00:00Z"),
                        Instant.parse("2027-01-31T12:00:00Z"),
                        Instant.parse("2027-01-31T12:00:00Z"),
                        null,
                        Instant.ofEpochSecond(1_893_456_000L));
    }

    @Test
    void everyRowThatIsWrongIsNamedAndNothingIsReturned() {
        assertThatThrownBy(() -> read("name,password,expires\nok,x,\nno good,x,\nb,x,tomorrow\nok,y,\n"))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("row 3: ")
                .hasMessageContaining("row 4: ")
                .hasMessageContaining("row 5: the line stands in row 2 already");
    }

    @Test
    void aFileOfSomethingElseIsRefused() {
        assertThatThrownBy(() -> read("a,b\n1,2")).hasMessageContaining("name the columns");
        assertThatThrownBy(() -> read("")).isInstanceOf(ImportException.class);
        assertThatThrownBy(() -> read("name\n\"open")).hasMessageContaining("never closed");
        assertThatThrownBy(() -> read("name\n")).hasMessageContaining("no lines");
    }
}
