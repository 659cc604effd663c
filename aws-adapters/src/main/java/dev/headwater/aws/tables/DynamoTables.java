package dev.headwater.aws.tables;

import dev.headwater.aws.CloudResources;
import dev.headwater.core.Pause;
import dev.headwater.core.store.StoreException;
import dev.headwater.core.store.Tables;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The three tables of an account. */
public final class DynamoTables {
    private DynamoTables() {}

    /**
     * Asks nobody: that a table is missing shows when it is first used.
     *
     * @param client stays open when the tables are no longer used
     */
    public static Tables open(DynamoDbClient client, CloudResources resources) {
        return new Tables(
                new DynamoTableStore(client, resources.catalogTable()),
                new DynamoTableStore(client, resources.accountsTable()),
                new DynamoTableStore(client, resources.sessionsTable()));
    }

    /**
     * Makes the tables that are missing, for endpoints no deployment makes them at: paid by request, cleaned of what has
     * expired where the endpoint can do that. Those that are there stay as they are. Comes back when all can be used.
     *
     * @throws StoreException where one can not be made, is no table of Headwater's, or is not ready after two minutes
     */
    public static void create(DynamoDbClient client, CloudResources resources) {
        TableCreation creation = new TableCreation(client, Pause.sleeping());
        List<String> names = List.of(resources.catalogTable(), resources.accountsTable(), resources.sessionsTable());
        names.forEach(creation::begin);
        names.forEach(creation::finish);
    }
}
