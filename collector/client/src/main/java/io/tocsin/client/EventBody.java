package io.tocsin.client;

/** The Avro bodies of events, field by field in the order of their schemas. */
final class EventBody {

    private EventBody() {}

    static byte[] of(MigrationEvent event) {
        return new AvroOutput()
                .text(event.eventId())
                .text(event.migrationId())
                .text(event.subject())
                .number(event.at().toEpochMilli())
                .number(event.type().symbol)
                .optionalText(event.path())
                .optionalText(event.step())
                .optionalText(event.reason())
                .optionalDecimal(event.amount())
                .optionalText(event.asset())
                .optionalText(event.cohort())
                .map(event.attributes())
                .toBytes();
    }

    static byte[] of(ActivityEvent event) {
        return new AvroOutput()
                .text(event.eventId())
                .text(event.subject())
                .number(event.at().toEpochMilli())
                .number(event.kind().symbol)
                .optionalText(event.outcome())
                .optionalText(event.country())
                .optionalReal(event.score())
                .optionalText(event.feature())
                .optionalText(event.path())
                .optionalText(event.cohort())
                .map(event.attributes())
                .toBytes();
    }

    static byte[] of(ReserveSnapshot snapshot) {
        AvroOutput out = new AvroOutput()
                .text(snapshot.eventId())
                .text(snapshot.asset())
                .number(snapshot.at().toEpochMilli())
                .decimal(snapshot.supply())
                .decimal(snapshot.locked())
                .optionalDecimal(snapshot.userBalances())
                .beginBlock(snapshot.custody().size());
        for (CustodyBalance balance : snapshot.custody()) {
            out.text(balance.address()).decimal(balance.balance()).optionalNumber(balance.checkMillis());
        }
        return out.endBlocks()
                .flag(snapshot.paused())
                .optionalNumber(
                        snapshot.verifiedAt() == null
                                ? null
                                : (Long) snapshot.verifiedAt().toEpochMilli())
                .optionalNumber(snapshot.verificationMillis())
                .map(snapshot.attributes())
                .toBytes();
    }
}
