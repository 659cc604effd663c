package dev.headwater.functions;

import dev.headwater.aws.CloudResources;
import dev.headwater.aws.client.AwsAccess;
import dev.headwater.aws.client.AwsClients;
import dev.headwater.aws.objects.S3ObjectStore;
import dev.headwater.aws.secrets.AwsSecretStore;
import dev.headwater.aws.tables.DynamoTables;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.core.store.SecretStore;
import dev.headwater.core.store.Tables;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;

/**
 * What a function has in its account, opened.
 *
 * @param environment as Lambda sets it
 * @param scratch the one folder that can be written to
 */
record Account(
        Map<String, String> environment,
        CloudResources resources,
        AwsClients clients,
        Tables tables,
        ObjectStore objects,
        SecretStore secrets,
        Path scratch,
        InstantSource clock)
        implements AutoCloseable {
    private static final Path SCRATCH = Path.of("/tmp/headwater");

    /** @throws IllegalArgumentException where the environment does not say something, with its name */
    static Account open(Map<String, String> environment) {
        CloudResources resources = CloudResources.of(environment);
        AwsClients clients = new AwsClients(AwsAccess.of(environment));
        return new Account(
                Map.copyOf(environment),
                resources,
                clients,
                DynamoTables.open(clients.dynamoDb(), resources),
                new S3ObjectStore(clients.s3(), resources.mediaBucket(), new SecureRandom()),
                new AwsSecretStore(clients.secrets(), resources.secretsPrefix(), InstantSource.system()),
                SCRATCH,
                InstantSource.system());
    }

    @Override
    public void close() {
        clients.close();
    }
}
