namespace Eldercare.Api.GraphQL.Scalars;

public sealed class CertificateKindEnum() : DescribedEnum<CertificateKind>(
    "What a home must have in date to admit anybody.",
    (CertificateKind.Licence, "设立许可, or since 2019 the filing (备案), which has no end."),
    (CertificateKind.FireInspection, "Fire inspection (消防)."), (CertificateKind.LiabilityInsurance, "Liability insurance (责任保险)."));

public sealed class BedEquipmentEnum() : DescribedEnum<BedEquipment>(
    "What stands by a bed for good; class and subclass of GB/T 16432-2016 (ISO 9999:2011) in front.",
    (BedEquipment.CallBell, "22 27: call bell (呼叫器)."), (BedEquipment.BedExitAlarm, "22 27: alarm when somebody leaves the bed (离床报警)."),
    (BedEquipment.Oxygen, "04 03: oxygen (吸氧)."), (BedEquipment.Suction, "04 03: suction (吸痰)."),
    (BedEquipment.PressureReliefMattress, "04 33: mattress that relieves pressure (防压疮床垫)."),
    (BedEquipment.Hoist, "12 36: hoist to lift a person (移位机)."), (BedEquipment.PoweredBed, "18 12: bed moved by a motor (电动护理床)."),
    (BedEquipment.SideRails, "18 12: side rails (床护栏)."));
