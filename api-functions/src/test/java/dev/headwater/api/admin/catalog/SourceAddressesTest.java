package dev.headwater.api.admin.catalog;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.api.admin.OperationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceAddressesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:8080/guide.xml",
                "http://LOCALHOST/guide.xml",
                "https://10.1.2.3/guide.xml.gz",
                "http://[::1]/guide.xml"
            })
    void whatIsFetchedFromPrivateAddressesHasToBeAllowed(String url) {
        assertThatThrownBy(() -> SourceAddresses.checkWeb(url, false))
                .isInstanceOf(OperationException.class)
                .hasMessageContaining("--allow-private");
        assertThatCode(() -> SourceAddresses.checkWeb(url, true)).doesNotThrowAnyException();
    }

    @Test
    void nobodyMayAllowWhatIsNeverConnectedTo() {
        assertThatThrownBy(() -> SourceAddresses.checkWeb("http://169.254.169.254/latest", true))
                .isInstanceOf(OperationException.class)
                .hasMessageContaining("metadata");
    }

    @Test
    void urlsMayBeSpelledAsServersDoAndAreNotQuotedWhereTheyAreNone() {
        assertThatCode(() -> SourceAddresses.checkWeb("http://h.example/x y.php?password=canary|x", false))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> SourceAddresses.checkWeb("http://ada:canary@/x", false))
                .isInstanceOf(OperationException.class)
                .hasMessageNotContaining("canary");
    }

    @Test
    void namesAreLookedUpWhenTheyAreConnectedTo() {
        assertThatCode(() -> SourceAddresses.checkWeb("https://guide.example.org/guide.xml", false))
                .doesNotThrowAnyException();
    }
}
