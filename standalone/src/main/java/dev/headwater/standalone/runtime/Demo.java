package dev.headwater.standalone.runtime;

import dev.headwater.api.admin.catalog.TitleCheck;
import dev.headwater.api.runtime.OperationGroups;
import dev.headwater.api.runtime.Services;
import dev.headwater.standalone.demo.DemoContent;
import dev.headwater.standalone.demo.DemoGuide;

/** What a first start shows, over the services of a folder. */
record Demo(DemoContent content, DemoGuide guide) {
    static Demo of(Services services) {
        Runnable changed = services.publishRequests()::changed;
        OperationGroups groups = new OperationGroups(services);
        DemoGuide guide = new DemoGuide(
                services.tables().catalog(),
                services.guide().sources(),
                services.channels(),
                services.guide().ids(),
                services.clock());
        return new Demo(
                new DemoContent(
                        services.lines(),
                        services.passwords(),
                        services.catalog(),
                        new DemoContent.Operations(
                                groups.channels(true, changed),
                                groups.movies(true, TitleCheck.NONE, changed),
                                groups.series(true, TitleCheck.NONE, changed),
                                groups.lines(PublicAddress.DEFAULT::url)),
                        guide),
                guide);
    }
}
