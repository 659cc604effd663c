package dev.headwater.aws.secrets;

import dev.headwater.aws.StubSecretsManager;
import dev.headwater.aws.client.AwsAccess;
import dev.headwater.aws.client.AwsClients;
import dev.headwater.core.store.RestorableSecretStore;
import dev.headwater.core.store.RestorableSecretStoreContract;
import java.io.IOException;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract, against a stub or where {@code AWS_ENDPOINT_URL_SECRETS_MANAGER} or {@code AWS_ENDPOINT_URL} says. */
final class AwsSecretStoreTest extends RestorableSecretStoreContract {
    private static StubSecretsManager stub;
    private static AwsClients clients;

    @BeforeAll
    static void start() throws IOException {
        boolean isTold = System.getenv().containsKey("AWS_ENDPOINT_URL_SECRETS_MANAGER")
                || System.getenv().containsKey("AWS_ENDPOINT_URL");
        stub = StubSecretsManager.start();
        clients = new AwsClients(isTold ? AwsAccess.of(System.getenv()) : StubSecretsManager.access(stub.endpoint()));
    }

    @AfterAll
    static void stop() {
        clients.close();
        stub.close();
    }

    @Override
    protected RestorableSecretStore open() {
        String prefix = "hw-test-" + UUID.randomUUID() + "/";
        return new AwsSecretStore(clients.secrets(), prefix, InstantSource.system());
    }
}
