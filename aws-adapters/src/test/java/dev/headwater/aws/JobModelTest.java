package dev.headwater.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The model refuses what the SDK lets through. */
class JobModelTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"role\":\"r\",\"settings\":{}}|",
                "{\"settings\":{}}|/role is required",
                "{\"role\":\"r\"}|/settings is required",
                "{\"role\":\"r\",\"settings\":{\"outputs\":[]}}|/settings/outputs is no member of JobSettings",
                "{\"role\":7,\"settings\":{}}|/role is not a string",
                "{\"role\":\"r\",\"settings\":[]}|/settings is no structure",
                "{\"role\":\"r\",\"settings\":{},\"statusUpdateInterval\":\"SECONDS_61\"}"
                        + "|/statusUpdateInterval is not a StatusUpdateInterval",
                "{\"role\":\"r\",\"settings\":{},\"priority\":51}|/priority is not in Range[min=-50.0, max=50.0]",
                "{\"role\":\"r\",\"settings\":{},\"priority\":1.5}|/priority is not a whole number",
                "{\"role\":\"r\",\"settings\":{},\"userMetadata\":{\"a\":1}}|/userMetadata/a is not a string",
                "{\"role\":\"r\",\"settings\":{\"inputs\":[{\"fileInput\":\"/x\"}]}}|/settings/inputs/0/fileInput"
            })
    void eachRule(String request, String wrong) throws IOException {
        var found = JobModel.check(new ObjectMapper().readTree(request));
        if (wrong == null) {
            assertThat(found).isEmpty();
        } else {
            assertThat(found).singleElement().asString().startsWith(wrong);
        }
    }
}
