package dev.headwater.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.core.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

class OriginSecretsTest {
    private final TestClock clock = TestClock.fixed();
    private final Remote remote = new Remote();
    private final OriginSecrets secrets = new OriginSecrets(remote, "origin", clock);

    private static final class Remote implements SecretsManagerClient {
        private String current = "one";
        private boolean isDown;
        private int reads;

        @Override
        public GetSecretValueResponse getSecretValue(GetSecretValueRequest request) {
            if (isDown) {
                reads++;
                throw SdkClientException.create("down");
            }
            if (request.versionStage().equals("AWSPREVIOUS")) {
                throw ResourceNotFoundException.builder().message("none").build();
            }
            reads++;
            return GetSecretValueResponse.builder().secretString(current).build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    @Test
    void whatIsKnownOutlivesAFault() {
        assertThat(secrets.known()).containsExactly("one");
        remote.isDown = true;
        clock.advance(Duration.ofMinutes(6));
        assertThat(secrets.known()).containsExactly("one");
        assertThat(secrets.known()).containsExactly("one");
        assertThat(remote.reads)
                .as("asked again after 15 s, not at every request")
                .isEqualTo(2);
        remote.isDown = false;
        remote.current = "two";
        clock.advance(Duration.ofSeconds(15));
        assertThat(secrets.known()).containsExactly("two");
    }

    @Test
    void withoutAnyAFaultIsOne() {
        remote.isDown = true;
        assertThatThrownBy(secrets::known).isInstanceOf(SdkException.class);
    }

    @Test
    void aNewOneCountsAtOnceAndGuessesAskLittle() {
        secrets.known();
        remote.current = "two";
        assertThat(secrets.lookedAgain()).as("a moment ago it was looked").containsExactly("one");
        clock.advance(Duration.ofSeconds(15));
        for (int i = 0; i < 100; i++) {
            assertThat(secrets.lookedAgain()).containsExactly("two");
        }
        assertThat(remote.reads).isEqualTo(2);
    }
}
