package dev.headwater.aws.tables;

import dev.headwater.aws.Dynalite;
import dev.headwater.aws.client.AwsClients;
import dev.headwater.core.backup.RestoreContract;
import dev.headwater.core.store.TableStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class DynamoRestoreTest extends RestoreContract {
    private static AwsClients clients;

    @BeforeAll
    static void reach() throws Exception {
        clients = new AwsClients(Dynalite.access(Dynalite.endpoint()));
    }

    @AfterAll
    static void leave() {
        if (clients != null) {
            clients.close();
        }
    }

    @Override
    protected TableStore open() {
        return FreshTable.in(clients.dynamoDb());
    }
}
