use crate::columns::{
    Kind::{self, Any, Mobile},
    number_column,
};

/// Names of columns, and what each stands for.
type Names = &'static [(&'static str, Option<Kind>)];

/// What shops, CRMs and phones call the columns of their exports, in English and French.
const NAMES: &[(&str, Names)] = &[
    ("PrestaShop", &[("phone", Some(Any)), ("phone_mobile", Some(Mobile)), ("id_customer", None)]),
    ("WooCommerce", &[("Billing Phone", Some(Any)), ("billing_phone", Some(Any)), ("Phone (Billing)", Some(Any))]),
    ("WooCommerce, French", &[("Téléphone de facturation", Some(Any)), ("Numéro de commande", None)]),
    ("Shopify", &[("Phone", Some(Any)), ("Accepts SMS Marketing", None), ("Default Address Phone", Some(Any))]),
    ("Magento", &[("telephone", Some(Any)), ("billing_telephone", Some(Any)), ("_address_telephone", Some(Any))]),
    ("Salesforce", &[("MobilePhone", Some(Mobile)), ("Phone", Some(Any)), ("HomePhone", None), ("OtherPhone", None)]),
    ("HubSpot", &[("Phone Number", Some(Any)), ("Mobile Phone Number", Some(Mobile)), ("Contact owner", None)]),
    ("HubSpot, French", &[("Numéro de téléphone", Some(Any)), ("Numéro de téléphone mobile", Some(Mobile))]),
    ("Brevo", &[("SMS", Some(Mobile)), ("WHATSAPP", Some(Mobile)), ("EMAIL", None)]),
    ("Mailchimp", &[("Phone Number", Some(Any)), ("SMS Phone Number", Some(Mobile)), ("SMSPHONE", Some(Mobile))]),
    ("Klaviyo", &[("Phone Number", Some(Any)), ("SMS Consent", None), ("SMS Marketing Status", None)]),
    ("Odoo", &[("Phone", Some(Any)), ("Mobile", Some(Mobile)), ("Téléphone", Some(Any))]),
    (
        "Sage",
        &[("Tél. portable", Some(Mobile)), ("Tél. domicile", None), ("Télécopie", None), ("CT_Telephone", Some(Any))],
    ),
    ("Dolibarr", &[("phone_mobile", Some(Mobile)), ("phone_pro", None), ("phone_perso", None)]),
    ("Zoho", &[("Mobile", Some(Mobile)), ("Phone", Some(Any)), ("Home Phone", None), ("Asst Phone", None)]),
    ("Pipedrive", &[("Phone - Mobile", Some(Mobile)), ("Person - Phone", Some(Any)), ("Phone - Work", None)]),
    (
        "Outlook",
        &[("Mobile Phone", Some(Mobile)), ("Business Phone", None), ("Home Fax", None), ("Tél. mobile", Some(Mobile))],
    ),
    ("Google", &[("Phone 1 - Value", Some(Any)), ("Phone 1 - Type", None), ("Phone 1 - Label", None)]),
    ("Dynamics", &[("Mobile Phone", Some(Mobile)), ("telephone1", Some(Any))]),
    ("smsmode", &[("numero", Some(Any)), ("Numéro de portable", Some(Mobile)), ("GSM", Some(Mobile))]),
    (
        "by hand",
        &[
            ("N° de téléphone", Some(Any)),
            ("N° portable", Some(Mobile)),
            ("Numéro", Some(Any)),
            ("TEL", Some(Any)),
            ("Mob.", Some(Mobile)),
            ("Te\u{301}le\u{301}phone", Some(Any)),
            ("msisdn", Some(Mobile)),
            ("mobile2", Some(Mobile)),
            ("Cell Phone", Some(Mobile)),
            ("phoneNumber", Some(Any)),
            ("Customer number", None),
            ("Numéro client", None),
            ("N°", None),
            ("No", None),
            ("Contact", None),
            ("Mobile app", None),
            ("Téléphone fixe", None),
            ("Nom", None),
            ("phone verified", None),
            ("", None),
            (" 1 ", None),
        ],
    ),
];

#[test]
fn known_names_of_columns() {
    for (program, names) in NAMES {
        for &(name, kind) in *names {
            assert_eq!(Kind::of(name), kind, "{program}: {name:?}");
        }
    }
}

#[track_caller]
fn column(header: &str, asked: Option<&str>) -> Result<usize, String> {
    let header: Vec<_> = header.split(',').map(str::to_owned).collect();
    number_column(&header, asked).map_err(|error| error.to_string())
}

#[test]
fn mobile_numbers_come_before_others() {
    for (header, expected) in [
        ("phone,phone_mobile", 1),
        ("Téléphone,Tél. portable", 1),
        ("Mobile Phone,Home Phone,Phone", 0),
        ("Phone,SMS Consent", 0),
        ("id,Mobile 2,Tél.", 1),
        ("Nom,Tél.,Téléphone fixe", 1),
    ] {
        assert_eq!(column(header, None), Ok(expected), "{header}");
    }
}

#[test]
fn a_choice_that_the_header_does_not_make_is_an_error() {
    for (header, asked, expected) in [
        ("id,name", None, "no column looks like phone numbers among `id`, `name`: choose one with --column"),
        (
            "Phone,id,Tél.",
            None,
            "several columns look like phone numbers, `Phone`, `Tél.` (column 1, column 3): choose one by name or place with --column",
        ),
        (
            "Phone,Mobile,SMS",
            None,
            "several columns look like phone numbers, `Mobile`, `SMS` (column 2, column 3): choose one by name or place with --column",
        ),
        (
            "phone,Phone",
            None,
            "several columns look like phone numbers, `phone`, `Phone` (column 1, column 2): choose one by name or place with --column",
        ),
        (
            "phone,Phone",
            Some("phone"),
            "several columns are named `phone` (column 1, column 2): choose one by its place, such as --column 1",
        ),
        ("id,\u{1B}[2J", Some("fax\u{7}"), r"no column named `fax\u{7}`; the columns are `id`, `\u{1b}[2J`"),
        ("id,name", Some("0"), "no column named `0`; the columns are `id`, `name`"),
        ("id,name", Some("3"), "no column named `3`; the columns are `id`, `name`"),
    ] {
        assert_eq!(column(header, asked), Err(expected.to_owned()), "{header}");
    }
    for (header, asked, expected) in [
        ("phone,Phone", "2", 1),
        ("Tel,2,x", "2", 1),
        ("phone,TÉLÉPHONE fixe", "telephone-fixe", 1),
        ("phone,Mobile 2", "mobile 2", 1),
    ] {
        assert_eq!(column(header, Some(asked)), Ok(expected), "{header}");
    }
}
