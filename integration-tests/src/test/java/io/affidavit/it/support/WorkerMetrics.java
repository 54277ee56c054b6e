/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it.support;

import com.sun.tools.attach.VirtualMachine;
import java.rmi.UnmarshalException;
import javax.management.InstanceNotFoundException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Everything that a worker tells over JMX. */
public final class WorkerMetrics {

    private WorkerMetrics() {}

    /**
     * Names and values of all metrics of Kafka, as one text.
     *
     * @param pid a process this one started: the address to connect to comes from it alone
     */
    @SuppressWarnings("BanJNDI")
    public static String text(long pid) {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            String address;
            try {
                address = machine.startLocalManagementAgent();
            } finally {
                machine.detach();
            }
            try (JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(address))) {
                return text(connector.getMBeanServerConnection());
            }
        } catch (Exception e) {
            throw new IllegalStateException("Cannot read the metrics of process " + pid, e);
        }
    }

    private static String text(MBeanServerConnection beans) throws Exception {
        StringBuilder text = new StringBuilder();
        for (ObjectName name : beans.queryNames(new ObjectName("kafka.*:*"), null)) {
            text.append(name).append('\n');
            try {
                for (MBeanAttributeInfo attribute : beans.getMBeanInfo(name).getAttributes()) {
                    text.append(attribute.getName())
                            .append('=')
                            .append(value(beans, name, attribute))
                            .append('\n');
                }
            } catch (InstanceNotFoundException e) {
                // a metric that ended since the names were listed
                text.append("gone\n");
            }
        }
        return text.toString();
    }

    private static Object value(MBeanServerConnection beans, ObjectName name, MBeanAttributeInfo attribute)
            throws Exception {
        try {
            return beans.getAttribute(name, attribute.getName());
        } catch (UnmarshalException e) {
            // a constant of an enumeration that only the worker has
            return "";
        }
    }
}
