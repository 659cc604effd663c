package dev.headwater.aws.stores;

import dev.headwater.aws.CloudResources;
import dev.headwater.aws.client.AwsAccess;
import dev.headwater.aws.client.AwsClients;
import dev.headwater.aws.objects.ObjectFolders;
import dev.headwater.aws.objects.PresignedUploads;
import dev.headwater.aws.objects.S3ObjectStore;
import dev.headwater.aws.secrets.AwsSecretStore;
import dev.headwater.aws.tables.DynamoTables;
import dev.headwater.core.store.DirectUploads;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.core.store.RestorableSecretStore;
import dev.headwater.core.store.Tables;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Set;
import software.amazon.awssdk.services.s3.S3Client;

/** The stores of one Headwater in an account, and the clients they ask by. Opening asks nobody. */
public final class CloudStores implements AutoCloseable {
    private final AwsClients clients;
    private final CloudResources resources;
    private final StoreLimits limits;
    private final Tables tables;
    private final ObjectStore objects;
    private final ObjectFolders objectFolders;
    private final ObjectStore uploads;
    private final AwsSecretStore secrets;

    public CloudStores(AwsAccess access, CloudResources resources, SecureRandom random, InstantSource clock) {
        this(access, resources, StoreLimits.PATIENT, random, clock);
    }

    public CloudStores(
            AwsAccess access, CloudResources resources, StoreLimits limits, SecureRandom random, InstantSource clock) {
        this.clients = new AwsClients(access);
        this.resources = resources;
        this.limits = limits;
        S3Client s3 = clients.s3(limits.objects());
        this.tables = DynamoTables.open(clients.dynamoDb(limits.tables()), resources);
        this.objects = new S3ObjectStore(s3, resources.mediaBucket(), random);
        this.objectFolders = new ObjectFolders(s3, resources.mediaBucket());
        this.uploads = new S3ObjectStore(s3, resources.uploadsBucket(), random);
        this.secrets = new AwsSecretStore(clients.secrets(limits.secrets()), resources.secretsPrefix(), clock);
    }

    /** Makes tables and buckets that are missing, for endpoints no deployment makes them at. Secrets are made when needed. */
    public void makeMissing() {
        DynamoTables.create(clients.dynamoDb(), resources);
        Buckets.create(clients.s3(), resources);
    }

    public Tables tables() {
        return tables;
    }

    public ObjectStore objects() {
        return objects;
    }

    /** Names of the folders right below one, {@code hls/}, without looking at what is in them. */
    public Set<String> folders(String below) {
        return objectFolders.names(below);
    }

    /** What operators sent. */
    public ObjectStore uploads() {
        return uploads;
    }

    /** How operators send it. */
    public DirectUploads directUploads() {
        return new PresignedUploads(clients.presigner(), clients.s3(limits.objects()), resources.uploadsBucket());
    }

    public RestorableSecretStore secrets() {
        return secrets;
    }

    /** What its calls are given. */
    public StoreLimits limits() {
        return limits;
    }

    /** For what else is asked of the account. */
    public AwsClients clients() {
        return clients;
    }

    @Override
    public void close() {
        clients.close();
    }
}
