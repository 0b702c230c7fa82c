package io.tocsin.streamprocessor.root;

import io.tocsin.schemas.labels.Labels;
import io.tocsin.streamprocessor.alert.ActiveAlert;
import io.tocsin.streamprocessor.alert.AlertState;
import io.tocsin.streamprocessor.alert.RuleAlerts;
import io.tocsin.streamprocessor.state.BinaryReader;
import io.tocsin.streamprocessor.state.BinaryWriter;
import java.util.List;
import java.util.SortedMap;

/** The form in which a rule's alerts are kept in the root's state. */
final class AlertsCodec {

    private AlertsCodec() {}

    static byte[] encode(List<ActiveAlert> alerts) {
        BinaryWriter out = new BinaryWriter().writeCount(alerts.size());
        for (ActiveAlert alert : alerts) {
            out.writeLabels(alert.labels()).writeStrings(alert.annotations());
            out.writeBoolean(alert.state() == AlertState.FIRING).writeDouble(alert.value());
            ActiveAlert.Times times = alert.times();
            out.writeLong(times.activeAt()).writeLong(times.firedAt()).writeLong(times.keepFiringSince());
        }
        return out.toBytes();
    }

    static void decode(byte[] bytes, RuleAlerts into) {
        BinaryReader in = new BinaryReader(bytes);
        for (int n = in.readCount(); n > 0; n--) {
            Labels labels = in.readLabels();
            SortedMap<String, String> annotations = in.readStrings();
            AlertState state = in.readBoolean() ? AlertState.FIRING : AlertState.PENDING;
            double value = in.readDouble();
            ActiveAlert.Times times = new ActiveAlert.Times(in.readLong(), in.readLong(), in.readLong());
            into.restore(new ActiveAlert(labels, annotations, state, value, times));
        }
    }
}
