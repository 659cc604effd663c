package dev.headwater.api.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequiredTest {
    /** With a part and parts. */
    public record Whole(
            String name, @Nullable String note, @Nullable Part part, List<Part> parts) {}

    /** A part. */
    public record Part(String label) {}

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'parts':[]} | name",
                "{'name':'a'} | parts",
                "{'name':'a','parts':[null]} | parts",
                "{'name':'a','parts':[],'part':{}} | part.label",
                "{'name':'a','parts':[{'label':'b'},{}]} | parts.label",
            },
            quoteCharacter = '"')
    void whatIsMissingIsNamedByItsPath(String json, String field) {
        assertThatThrownBy(() -> Required.check(read(json)))
                .isInstanceOfSatisfying(
                        OperationException.class, e -> assertThat(e.field()).isEqualTo(field));
    }

    @Test
    void whatMayBeMissingIsNotMissed() {
        assertThatCode(() -> Required.check(read("{'name':'a','parts':[{'label':'b'}]}")))
                .doesNotThrowAnyException();
    }

    /** Has a part that a path names. */
    public record Addressed(@NamedByPath String name) {}

    /** Holds one that no path names. */
    public record Holding(Addressed set) {}

    @Test
    void whatAPathNamesIsMissedAtTheTopAlone() throws JsonProcessingException {
        Holding holding = Operations.JSON.readValue("{\"set\":{}}", Holding.class);
        assertThatCode(() -> Required.check(holding)).doesNotThrowAnyException();
        assertThatThrownBy(() -> Required.check(holding.set()))
                .isInstanceOfSatisfying(
                        OperationException.class, e -> assertThat(e.field()).isEqualTo("name"));
    }

    private static Whole read(String json) throws JsonProcessingException {
        return Operations.JSON.readValue(json.replace('\'', '"'), Whole.class);
    }
}
