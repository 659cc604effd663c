package dev.headwater.aws.tables;

import dev.headwater.aws.Dynalite;
import dev.headwater.core.Pause;
import dev.headwater.core.store.TableStore;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A table nobody has used. */
final class FreshTable {
    private FreshTable() {}

    static TableStore in(DynamoDbClient client) {
        return new DynamoTableStore(client, named(client));
    }

    /** Makes the table alone. */
    static String named(DynamoDbClient client) {
        String name = Dynalite.fresh().catalogTable();
        TableCreation creation = new TableCreation(client, Pause.sleeping());
        creation.begin(name);
        creation.finish(name);
        return name;
    }
}
