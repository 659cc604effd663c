package dev.headwater.aws.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.aws.CloudResources;
import dev.headwater.aws.Dynalite;
import dev.headwater.aws.FaultyProxy;
import dev.headwater.aws.FaultyProxy.Request;
import dev.headwater.aws.client.AwsClients;
import dev.headwater.core.store.Body;
import dev.headwater.core.store.Condition;
import dev.headwater.core.store.Item;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.StoreException;
import dev.headwater.core.store.Tables;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

class DynamoTablesTest {
    private static final Key KEY = new Key("A", "B");

    private final CloudResources resources = Dynalite.fresh();
    private FaultyProxy proxy;
    private AwsClients clients;
    private DynamoDbClient client;

    @BeforeEach
    void reach() throws Exception {
        proxy = FaultyProxy.before(Dynalite.endpoint());
        clients = new AwsClients(Dynalite.access(proxy.endpoint()));
        client = clients.dynamoDb();
    }

    @AfterEach
    void leave() throws Exception {
        if (clients != null) {
            clients.close();
            proxy.close();
        }
    }

    @Test
    void tablesThatAreMissingAreMadeAndOthersStayAsTheyAre() {
        DynamoTables.create(client, resources);
        Tables tables = DynamoTables.open(client, resources);
        tables.accounts().put(KEY, Body.of(1, "{}"), Condition.always());
        client.deleteTable(r -> r.tableName(resources.sessionsTable()));
        client.waiter().waitUntilTableNotExists(r -> r.tableName(resources.sessionsTable()));
        assertThatThrownBy(() -> tables.sessions().get(KEY))
                .hasMessage("there is no table " + resources.sessionsTable() + " here");
        DynamoTables.create(client, resources);
        assertThat(tables.sessions().get(KEY)).isEmpty();
        assertThat(tables.catalog().get(KEY)).isEmpty();
        assertThat(tables.accounts().get(KEY)).isPresent();
        assertThat(client.describeTable(r -> r.tableName(resources.accountsTable()))
                        .table()
                        .billingModeSummary()
                        .billingMode())
                .isEqualTo(BillingMode.PAY_PER_REQUEST);
    }

    /** dynalite can not; LocalStack and AWS can. */
    @Test
    void whatExpiresIsCleanedUpWhereTheEndpointDoesThat() {
        proxy.plan(request -> request.operation().equals("UpdateTimeToLive")
                ? Faulty.answer("{\"TimeToLiveSpecification\":{\"Enabled\":true,\"AttributeName\":\"expires\"}}")
                : new FaultyProxy.Fault.None());
        DynamoTables.create(client, resources);
        assertThat(proxy.seen().stream()
                        .filter(request -> request.operation().equals("UpdateTimeToLive"))
                        .map(Faulty::text))
                .hasSize(3)
                .allMatch(json -> json.contains("\"AttributeName\":\"expires\"") && json.contains("\"Enabled\":true"));
        proxy.forget();
        proxy.plan(request -> request.operation().equals("DescribeTimeToLive")
                ? Faulty.answer("{\"TimeToLiveDescription\":{\"TimeToLiveStatus\":\"ENABLED\"}}")
                : new FaultyProxy.Fault.None());
        DynamoTables.create(client, resources);
        assertThat(proxy.seen()).extracting(Request::operation).doesNotContain("UpdateTimeToLive");
    }

    @Test
    void expiryIsExactForReadersAndInSecondsForDynamoDb() {
        DynamoTables.create(client, resources);
        Tables tables = DynamoTables.open(client, resources);
        Instant expiresAt = Instant.parse("2100-01-01T00:00:00.001Z");
        tables.sessions().put(KEY, new Body(1, "{}", expiresAt), Condition.always());
        assertThat(tables.sessions().get(KEY).map(Item::body).orElseThrow().expiresAt())
                .isEqualTo(expiresAt);
        assertThat(client.getItem(r -> r.tableName(resources.sessionsTable()).key(Attributes.of(KEY)))
                        .item()
                        .get(CloudResources.EXPIRY)
                        .n())
                .isEqualTo(String.valueOf(expiresAt.getEpochSecond() + 1));
    }

    @Test
    void aTableOfSomethingElseIsRefused() {
        client.createTable(r -> r.tableName(resources.catalogTable())
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(KeySchemaElement.builder()
                        .attributeName("id")
                        .keyType(KeyType.HASH)
                        .build())
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("id")
                        .attributeType(ScalarAttributeType.S)
                        .build()));
        assertThatThrownBy(() -> DynamoTables.create(client, resources))
                .isInstanceOf(StoreException.class)
                .hasMessage("table " + resources.catalogTable() + " has other keys than pk and sk");
    }
}
