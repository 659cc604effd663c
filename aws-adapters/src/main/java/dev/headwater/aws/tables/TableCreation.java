package dev.headwater.aws.tables;

import dev.headwater.aws.CloudResources;
import dev.headwater.core.Pause;
import dev.headwater.core.store.StoreException;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** Makes one table after the other. */
final class TableCreation {
    private static final List<KeySchemaElement> KEYS =
            List.of(key(CloudResources.PARTITION_KEY, KeyType.HASH), key(CloudResources.SORT_KEY, KeyType.RANGE));
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final int LOOKS = 480;

    private final DynamoDbClient client;
    private final Pause pause;

    TableCreation(DynamoDbClient client, Pause pause) {
        this.client = client;
        this.pause = pause;
    }

    void begin(String table) {
        CreateTableRequest request = CreateTableRequest.builder()
                .tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(KEYS)
                .attributeDefinitions(text(CloudResources.PARTITION_KEY), text(CloudResources.SORT_KEY))
                .build();
        new DynamoFaults(table).guarded(() -> {
            try {
                return client.createTable(request);
            } catch (ResourceInUseException e) {
                return client.describeTable(r -> r.tableName(table));
            }
        });
    }

    void finish(String table) {
        for (int look = 0; look < LOOKS; look++) {
            TableDescription now = new DynamoFaults(table)
                    .guarded(() -> client.describeTable(r -> r.tableName(table)).table());
            if (!now.keySchema().equals(KEYS)) {
                throw new StoreException("table " + table + " has other keys than " + CloudResources.PARTITION_KEY
                        + " and " + CloudResources.SORT_KEY);
            }
            if (now.tableStatus() == TableStatus.ACTIVE) {
                new DynamoFaults(table).guarded(() -> isCleaned(table) || cleans(table));
                return;
            }
            await(table);
        }
        throw new StoreException("table " + table + " is not ready after two minutes");
    }

    /** Stand-ins may not clean up at all; and who else makes the table may have been quicker. */
    private boolean cleans(String table) {
        try {
            client.updateTimeToLive(r -> r.tableName(table)
                    .timeToLiveSpecification(ttl -> ttl.enabled(true).attributeName(CloudResources.EXPIRY)));
            return true;
        } catch (DynamoDbException e) {
            if (!isUnknownOperation(e) && !isCleaned(table)) {
                throw e;
            }
            return false;
        }
    }

    private boolean isCleaned(String table) {
        try {
            TimeToLiveStatus status = client.describeTimeToLive(r -> r.tableName(table))
                    .timeToLiveDescription()
                    .timeToLiveStatus();
            return status == TimeToLiveStatus.ENABLED || status == TimeToLiveStatus.ENABLING;
        } catch (DynamoDbException e) {
            if (!isUnknownOperation(e)) {
                throw e;
            }
            return false;
        }
    }

    private static boolean isUnknownOperation(DynamoDbException e) {
        return e.awsErrorDetails() != null
                && "UnknownOperationException".equals(e.awsErrorDetails().errorCode());
    }

    private void await(String table) {
        pause.of(BETWEEN_LOOKS);
        if (Thread.currentThread().isInterrupted()) {
            throw new StoreException("interrupted while table " + table + " was made");
        }
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }
}
